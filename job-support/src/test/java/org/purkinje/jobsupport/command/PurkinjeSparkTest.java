package org.purkinje.jobsupport.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a user sees: the exit code, the results, and for every error one line without a stack. */
class PurkinjeSparkTest {

  private static final PrintStream TERMINAL_OUT = System.out;
  private static final PrintStream TERMINAL_ERR = System.err;

  @TempDir private Path folder;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private Path write;
  private Path sum;
  private Path pipeline;

  @BeforeEach
  void prepare() throws IOException {
    Path source = Files.writeString(folder.resolve("source.txt"), "a");
    write =
        Files.writeString(
            folder.resolve("write-numbers-tiny.yaml"),
            "number-set: tiny\nsource: %s\ncount: 3\n".formatted(source));
    sum = Files.writeString(folder.resolve("sum-numbers-tiny.yaml"), "number-set: tiny\n");
    pipeline =
        Files.writeString(
            folder.resolve("tiny.yaml"),
            """
            parameters: {count: "4"}
            steps:
              - {name: write, job: write-numbers, config: write-numbers-tiny.yaml, set: {count: "{count}"}, after: []}
              - {name: sum, job: sum-numbers, config: sum-numbers-tiny.yaml, set: {}, after: [write]}
            show:
              - {title: "The sum:", sql: "select number_set, total from sums"}
            closing: ["{count} numbers"]
            """);
    System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
    System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
  }

  @AfterEach
  void giveTheTerminalBack() {
    System.setOut(TERMINAL_OUT);
    System.setErr(TERMINAL_ERR);
  }

  @Test
  void asksForACommand() {
    assertThat(execute()).isEqualTo(2);
    assertThat(err()).isEqualTo("purkinje: no command given (purkinje help lists the commands)\n");
  }

  @Test
  void namesTheNearestOfAnUnknownCommand() {
    assertThat(execute("sum-numbrs")).isEqualTo(2);
    assertThat(err())
        .isEqualTo(
            "purkinje: no command sum-numbrs, did you mean sum-numbers? (purkinje help lists the"
                + " commands)\n");
  }

  @Test
  void namesAMissingArgumentAndAnUnknownOption() {
    assertThat(execute("sql")).isEqualTo(2);
    assertThat(err())
        .isEqualTo(
            "purkinje: Missing required parameter: 'QUERY' (purkinje help lists the commands)\n");
    err.reset();
    assertThat(execute("jobs", "--resme")).isEqualTo(2);
    assertThat(err())
        .isEqualTo(
            "purkinje: no option --resme, did you mean --help? (purkinje jobs --help lists the"
                + " options)\n");
  }

  @Test
  void listsTheJobs() {
    assertThat(execute("jobs")).isZero();
    assertThat(out())
        .isEqualTo(
            """
            clean-warehouse       expires old snapshots of all tables and deletes files that none names
            sum-numbers           adds up numbers
            write-numbers         writes consecutive numbers
            """);
  }

  @Test
  void helpsWithTheKeysOfAJob() {
    assertThat(execute("help", "write-numbers")).isZero();
    assertThat(out())
        .isEqualTo(
            """
            write-numbers: writes consecutive numbers
            usage: purkinje write-numbers CONFIG [--resume | --force] [--KEY VALUE]…
            keys of CONFIG, all required; lists and maps left out are empty:
              number-set                         text         name of the set that is replaced
              source                             text         file that the numbers are taken to come from
              count                              integer      how many numbers, at least 1
            """);
  }

  @Test
  void takesTheConfigThatIsCalledAsTheJob() throws IOException {
    Path configs = Files.createDirectories(folder.resolve("configs/numbers"));
    Path shipped = Files.writeString(configs.resolve("write-numbers.yaml"), "count: 3\n");
    String source = folder.resolve("source.txt").toString();
    String before = System.getProperty("purkinje.home", "");
    System.setProperty("purkinje.home", folder.toString());
    try {
      assertThat(inWarehouse("write-numbers", "--source", source, "--number-set", "tiny")).isZero();
      assertThat(inWarehouse("write-numbers", write)).isZero();
      assertThat(out())
          .isEqualTo("write-numbers: done\nwrite-numbers: up to date, nothing to do\n");

      assertThat(execute("plan", "--job", "write-numbers", "--set", "number-set=tiny"))
          .isEqualTo(2);
      assertThat(inWarehouse("write-numbers", "--number-set", "tiny")).isEqualTo(2);
      assertThat(err().lines())
          .hasSize(2)
          .containsOnly(
              "purkinje: write-numbers: key source has no value; give it with --source VALUE (file"
                  + " that the numbers are taken to come from)");
      err.reset();
      assertThat(inWarehouse("sum-numbers")).isEqualTo(2);
      assertThat(err())
          .isEqualTo(
              "purkinje: sum-numbers: give CONFIG, a YAML file, as there is no sum-numbers.yaml in %s\n"
                  .formatted(folder.resolve("configs")));
      out.reset();
      assertThat(execute("help", "write-numbers")).isZero();
      assertThat(out())
          .contains(
              "usage: purkinje write-numbers [CONFIG] ",
              "CONFIG if left out: %s, which has no number-set, source\n".formatted(shipped));
      Path whole = Files.writeString(configs.resolve("sum-numbers.yaml"), "number-set: tiny\n");
      assertThat(execute("help", "sum-numbers")).isZero();
      assertThat(out()).contains("CONFIG if left out: %s\n".formatted(whole));
      Files.delete(whole);

      err.reset();
      Path other = Files.createDirectories(folder.resolve("configs/other"));
      Path second = Files.copy(shipped, other.resolve("write-numbers.yaml"));
      Files.copy(sum, other.resolve("sum-numbers-tiny.yaml"));
      assertThat(execute("write-numbers")).isEqualTo(2);
      assertThat(execute("sum-numbers")).isEqualTo(2);
      assertThat(err().lines())
          .containsExactly(
              "purkinje: write-numbers: give CONFIG, as several files have the job's name: %s, %s"
                  .formatted(shipped, second),
              "purkinje: sum-numbers: give CONFIG, a YAML file, as there is no sum-numbers.yaml in"
                  + " %s; there are: %s"
                      .formatted(
                          folder.resolve("configs"), other.resolve("sum-numbers-tiny.yaml")));
    } finally {
      if (before.isEmpty()) {
        System.clearProperty("purkinje.home");
      } else {
        System.setProperty("purkinje.home", before);
      }
    }
  }

  @Test
  void helpsWithTheCommands() {
    assertThat(execute("help")).isZero();
    assertThat(out()).startsWith("Usage: purkinje ").contains("pipeline", "write-numbers", "sql");
    assertThat(execute("--help")).isZero();
    assertThat(execute("help", "sql")).isZero();
    assertThat(out()).contains("Usage: purkinje sql ");
    assertThat(execute("help", "sqll")).isEqualTo(2);
    assertThat(err())
        .isEqualTo(
            "purkinje: no command sqll, did you mean sql? (purkinje help lists the commands)\n");
  }

  @Test
  void runsAJobOnce() {
    assertThat(inWarehouse("write-numbers", write)).isZero();
    assertThat(inWarehouse("write-numbers", write)).isZero();
    assertThat(out()).isEqualTo("write-numbers: done\nwrite-numbers: up to date, nothing to do\n");
    assertThat(err()).isEmpty();
    assertThat(folder.resolve("lake/purkinje.log"))
        .content()
        .contains("write-numbers is up to date");
  }

  @Test
  void printsRowsAsTableCsvAndJson() {
    String query = "select 1 as beat, 'a,\"b' as note, cast(null as int) as none, 0.5D as ratio";
    assertThat(inWarehouse("sql", query)).isZero();
    assertThat(inWarehouse("sql", query, "--format", "csv")).isZero();
    assertThat(inWarehouse("sql", query, "--format", "json")).isZero();
    assertThat(out())
        .isEqualTo(
            """
            beat  note  none  ratio
            ----  ----  ----  -----
            1     a,"b        0.5
            beat,note,none,ratio
            1,"a,""b",,0.5
            {"beat":1,"note":"a,\\"b","ratio":0.5}
            """);
  }

  @Test
  void passesPropertiesOnToSpark() {
    assertThat(
            inWarehouse(
                "sql",
                "set spark.hadoop.probe",
                "--write",
                "--conf",
                "spark.hadoop.probe=7",
                "--format",
                "csv"))
        .isZero();
    assertThat(out()).isEqualTo("key,value\nspark.hadoop.probe,7\n");
    assertThat(inWarehouse("sql", "select 1", "--conf", "fs.s3a.endpoint=there")).isEqualTo(2);
    assertThat(err())
        .isEqualTo(
            "purkinje: --conf fs.s3a.endpoint: must begin with spark., as in"
                + " spark.hadoop.fs.s3a.endpoint\n");
  }

  @Test
  void explainsAWrongQueryInOneLine() {
    assertThat(inWarehouse("sql", "select beat from nowhere")).isEqualTo(2);
    assertThat(err())
        .isEqualTo(
            "purkinje: sql: [TABLE_OR_VIEW_NOT_FOUND] The table or view `nowhere` cannot be found."
                + " Verify the spelling and correctness of the schema and catalog.\n");
    err.reset();
    assertThat(inWarehouse("sql", "selec 1")).isEqualTo(2);
    assertThat(err())
        .isEqualTo(
            "purkinje: sql: [PARSE_SYNTAX_ERROR] Syntax error at or near 'selec'.(line 1, pos 0)\n");
  }

  @Test
  void queriesChangeNothingUnlessToldSo() {
    assertThat(inWarehouse("write-numbers", write)).isZero();
    assertThat(inWarehouse("sql", "delete from numbers where true")).isEqualTo(2);
    assertThat(err())
        .isEqualTo("purkinje: sql: DeleteFromTable does more than read; --write allows it\n");
    assertThat(inWarehouse("write-numbers", write)).isZero();
    assertThat(out()).endsWith("write-numbers: up to date, nothing to do\n");

    err.reset();
    assertThat(inWarehouse("sql", "drop table numbers", "--write")).isZero();
    assertThat(inWarehouse("write-numbers", write)).isZero();
    assertThat(out()).endsWith("write-numbers: done\n");
    assertThat(err())
        .matches(
            "write-numbers: numbers/tiny, which holds 0 rows, and held 3 after run \\S+; runs again\n");
  }

  @Test
  void runsAgainWhenForced() {
    assertThat(inWarehouse("pipeline", pipeline)).isZero();
    out.reset();
    assertThat(inWarehouse("pipeline", pipeline, "--only", "write", "--force")).isZero();
    assertThat(inWarehouse("sum-numbers", sum, "--force")).isZero();
    assertThat(out().replaceAll("\\d+\\.\\d s", "0.0 s"))
        .isEqualTo("[1/1] write: done, 0.0 s\nsum-numbers: done\n");
    assertThat(inWarehouse("sum-numbers", sum, "--force", "--resume")).isEqualTo(2);
    assertThat(err())
        .isEqualTo(
            "purkinje: Error: --resume, --force are mutually exclusive (specify only one) (purkinje"
                + " help lists the commands)\n");
  }

  @Test
  void saysThatAWarehouseCannotBeWritten() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "in the place of a folder");
    assertThat(execute("sql", "show tables", "--warehouse", file.toString())).isEqualTo(1);
    assertThat(err())
        .isEqualTo(
            "purkinje: warehouse %s must be a folder, got a file; give another with --warehouse\n"
                .formatted(file));
    err.reset();
    assertThat(execute("sql", "show tables", "--warehouse", "/proc/none/lake")).isEqualTo(1);
    assertThat(err())
        .isEqualTo(
            "purkinje: warehouse /proc/none/lake cannot be written"
                + " (java.nio.file.NoSuchFileException: /proc/none); give another with"
                + " --warehouse\n");
  }

  @Test
  void namesAnAbsentConfigFile() {
    Path absent = folder.resolve("absent.yaml");
    assertThat(inWarehouse("sum-numbers", absent)).isEqualTo(2);
    assertThat(err()).isEqualTo("purkinje: " + absent + ": no such config file\n");
  }

  @Test
  void startsNothingWithAWrongConfig() {
    assertThat(inWarehouse("write-numbers", write, "--set", "count=0")).isEqualTo(2);
    assertThat(err())
        .isEqualTo("purkinje: %s: --set count: count must be at least 1, got 0\n".formatted(write));
    assertThat(folder.resolve("lake")).doesNotExist();
  }

  @Test
  void takesAnOptionNamedLikeAKeyOverTheFile() {
    assertThat(inWarehouse("write-numbers", write, "--count", "0")).isEqualTo(2);
    assertThat(err())
        .isEqualTo("purkinje: %s: --set count: count must be at least 1, got 0\n".formatted(write));
    err.reset();
    assertThat(inWarehouse("write-numbers", write, "--conut", "3")).isEqualTo(2);
    assertThat(err())
        .isEqualTo(
            "purkinje: no option --conut, did you mean --count? (purkinje write-numbers --help"
                + " lists the options)\n");
  }

  @Test
  void failsWhereAnInputIsMissing() {
    assertThat(inWarehouse("sum-numbers", sum)).isEqualTo(1);
    assertThat(err())
        .isEqualTo(
            "purkinje: sum-numbers reads numbers/tiny, which no run has written yet; run the step"
                + " before it first\n");
  }

  @Test
  void runsAPipelineAndThenItsStepsAreUpToDate() {
    assertThat(inWarehouse("pipeline", pipeline, "--set", "count=5")).isZero();
    assertThat(out().replaceAll("\\d+\\.\\d s", "0.0 s"))
        .isEqualTo(
            """
            [1/2] write: done, 0.0 s
            [2/2] sum: done, 0.0 s

            The sum:
            number_set  total
            ----------  -----
            tiny        10

            5 numbers
            """);
    out.reset();
    assertThat(inWarehouse("pipeline", pipeline, "--set", "count=5", "--only", "sum")).isZero();
    assertThat(out().replaceAll("\\d+\\.\\d s", "0.0 s"))
        .isEqualTo("[1/1] sum: up to date, 0.0 s\n");
  }

  @Test
  void runsWhatDoesNotNeedAFailedStep() throws IOException {
    Path branches =
        Files.writeString(
            folder.resolve("branches.yaml"),
            """
            parameters: {}
            steps:
              - {name: sum, job: sum-numbers, config: sum-numbers-tiny.yaml, set: {}, after: []}
              - {name: again, job: sum-numbers, config: sum-numbers-tiny.yaml, set: {}, after: [sum]}
              - {name: write, job: write-numbers, config: write-numbers-tiny.yaml, set: {}, after: []}
            show: []
            closing: []
            """);
    assertThat(inWarehouse("pipeline", branches)).isEqualTo(1);
    assertThat(out().replaceAll("\\d+\\.\\d s", "0.0 s"))
        .isEqualTo(
            """
            [1/3] sum: failed: sum-numbers reads numbers/tiny, which no run has written yet; run the step before it first, 0.0 s
            [2/3] again: left out, because it comes after sum
            [3/3] write: done, 0.0 s
            """);
    assertThat(err()).startsWith("purkinje: 1 of 3 steps failed: sum; left out: again\ndetails: ");
    assertThat(folder.resolve("lake/purkinje.log"))
        .content()
        .contains(
            "step sum failed",
            "java.lang.IllegalArgumentException: sum-numbers reads numbers/tiny",
            "at org.purkinje.jobsupport.run.Fingerprint.");
  }

  @Test
  void plansAPipelineAndAConfigWithoutAWarehouse() {
    assertThat(inWarehouse("plan", pipeline)).isZero();
    assertThat(inWarehouse("plan", sum)).isZero();
    Path source = folder.resolve("source.txt");
    String sumPlan =
        """
        (sum-numbers)
          config   {"number-set":"tiny"}
          reads    numbers/tiny
          replaces sums/tiny
        """;
    assertThat(out())
        .isEqualTo(
            """
            write (write-numbers)
              config   {"count":4,"number-set":"tiny","source":"%s"}
              reads    %s
              replaces numbers/tiny
              expects  4 numbers
            """
                    .formatted(source, source)
                + "sum "
                + sumPlan
                + "sum-numbers "
                + sumPlan);
    assertThat(folder.resolve("lake")).doesNotExist();
  }

  @Test
  void plansNothingFromAFileOfNoKnownJob() throws IOException {
    Path other = Files.writeString(folder.resolve("sum-nubers.yaml"), "number-set: tiny\n");
    assertThat(inWarehouse("plan", other)).isEqualTo(2);
    assertThat(err())
        .isEqualTo(
            "purkinje: no job named sum-nubers, did you mean sum-numbers? There are: clean-warehouse,"
                + " sum-numbers, write-numbers\n");
    err.reset();
    Path absent = folder.resolve("sum-numbers-absent.yaml");
    assertThat(inWarehouse("plan", absent)).isEqualTo(2);
    assertThat(err()).isEqualTo("purkinje: " + absent + ": no such config file\n");
    err.reset();
    Path broken = Files.writeString(folder.resolve("sum-numbers-broken.yaml"), "a: [1\n");
    assertThat(inWarehouse("plan", broken)).isEqualTo(2);
    assertThat(err())
        .isEqualTo(
            "purkinje: %s: line 1: not YAML: while parsing a flow sequence\n".formatted(broken));
  }

  private int inWarehouse(Object... args) {
    Stream<String> warehouse =
        Stream.of("--warehouse", folder.resolve("lake").toString(), "--master", "local[2]");
    return execute(
        Stream.concat(Arrays.stream(args).map(Object::toString), warehouse).toArray(String[]::new));
  }

  private static int execute(String... args) {
    return Purkinje.execute(args);
  }

  private String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  private String err() {
    return err.toString(StandardCharsets.UTF_8);
  }
}
