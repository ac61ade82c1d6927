package org.purkinje.jobsupport.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;
import org.purkinje.jobsupport.run.JobRunner.Outcome;
import org.purkinje.jobsupport.table.Lake;

/**
 * A second run must do nothing, and a run that did not end well must not pass for one that did. A
 * new runner stands for a new process: it knows only what the tables say.
 */
class JobRunnerSparkTest {

  @TempDir private static Path warehouse;
  private static SparkSession spark;

  @TempDir private Path folder;
  private String set;
  private Path source;

  @BeforeAll
  static void openSession() {
    spark = Session.open(warehouse, "local[2]");
  }

  @AfterAll
  static void closeSession() {
    spark.close();
  }

  @BeforeEach
  void nameSet(TestInfo test) throws IOException {
    set = test.getTestMethod().orElseThrow().getName();
    source = Files.writeString(folder.resolve("source.txt"), "a");
  }

  @AfterEach
  void letRunsEndWell() {
    WriteNumbersJob.afterWriting = () -> {};
  }

  @Test
  void runsOnceAndIsThenUpToDate() {
    assertThat(write(3)).isEqualTo(Outcome.DONE);
    List<Row> rows = numbers();
    long snapshots = snapshots();

    assertThat(write(3)).isEqualTo(Outcome.UP_TO_DATE);

    assertThat(numbers()).hasSize(3).isEqualTo(rows);
    assertThat(snapshots()).isEqualTo(snapshots);
    assertThat(runs()).extracting(row -> row.getString(0)).containsExactly("started", "succeeded");
  }

  @Test
  void runsAgainWhenTheConfigChanges() {
    write(3);
    assertThat(write(4)).isEqualTo(Outcome.DONE);
    assertThat(numbers()).hasSize(4);
  }

  @Test
  void runsAgainWhenAnInputFileChanges() throws IOException {
    write(3);
    Files.writeString(source, "b");
    assertThat(write(3)).isEqualTo(Outcome.DONE);
  }

  @Test
  void doesNotRunAgainWhenTheSameInputLiesElsewhere() throws IOException {
    write(3);
    source = Files.move(source, folder.resolve("moved.txt"));
    assertThat(write(3)).isEqualTo(Outcome.UP_TO_DATE);
  }

  @Test
  void runsTheNextStepAgainWhenItsInputRowsChange() {
    write(3);
    assertThat(sum()).isEqualTo(Outcome.DONE);
    assertThat(sum()).isEqualTo(Outcome.UP_TO_DATE);
    write(4);
    assertThat(sum()).isEqualTo(Outcome.DONE);
    assertThat(
            spark.sql("select total from sums where number_set = '" + set + "'").head().getLong(0))
        .isEqualTo(6);
  }

  @Test
  void keepsWhatARunWasMadeBy() {
    write(3);
    Row row = spark.sql("select * from runs where status = 'succeeded'" + andOutput()).head();
    assertThat(row.<String>getAs("job")).isEqualTo("write-numbers");
    assertThat(row.<String>getAs("config"))
        .isEqualTo("{\"count\":3,\"number-set\":\"%s\",\"source\":\"%s\"}".formatted(set, source));
    assertThat(row.<String>getAs("fingerprint")).matches("[0-9a-f]{64}");
    assertThat(row.<String>getAs("code_digest")).matches("[0-9a-f]{64}");
    assertThat(row.<String>getAs("run"))
        .matches("write-numbers-" + row.<String>getAs("fingerprint").substring(0, 12) + "-\\d+");
    assertThat(numbers()).allMatch(number -> number.getString(1).equals(row.getAs("run")));
  }

  @Test
  void leavesARowOfAFailedRunAndRunsAgain() {
    WriteNumbersJob.afterWriting =
        () -> {
          throw new IllegalStateException("disk full");
        };
    assertThatThrownBy(() -> write(3))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("disk full");
    assertThat(runs())
        .extracting(Row::toString)
        .containsExactly("[started,null]", "[failed,java.lang.IllegalStateException: disk full]");

    letRunsEndWell();
    assertThat(write(3)).isEqualTo(Outcome.DONE);
    assertThat(write(3)).isEqualTo(Outcome.UP_TO_DATE);
  }

  /** Spark's own exceptions are checked ones that its Scala signatures do not declare. */
  @Test
  void leavesARowOfARunThatFailedInASparkTask() {
    WriteNumbersJob.afterWriting =
        () ->
            spark
                .range(2)
                .toJavaRDD()
                .foreach(
                    number -> {
                      throw new IllegalArgumentException("number must be odd, got " + number);
                    });
    assertThatThrownBy(() -> write(3)).hasMessageContaining("number must be odd");
    assertThat(runs())
        .extracting(Row::toString)
        .element(1)
        .asString()
        .matches("\\[failed,java.lang.IllegalArgumentException: number must be odd, got [01]\\]");
  }

  @Test
  void forgetsTheOlderResultWhenALaterRunWasKilled() {
    write(3);
    WriteNumbersJob.afterWriting =
        () -> {
          throw new OutOfMemoryError("killed");
        };
    assertThatThrownBy(() -> write(4)).isInstanceOf(OutOfMemoryError.class);
    letRunsEndWell();

    // The rows of count 4 are there, so neither count may pass for done.
    assertThatThrownBy(this::sum)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageMatching(
            "sum-numbers reads numbers/%s, whose last run write-numbers-\\S+ failed; run the step before it again"
                .formatted(set));
    assertThat(write(3)).isEqualTo(Outcome.DONE);
    assertThat(numbers()).hasSize(3);
  }

  @Test
  void runsAgainWhenRowsThatItWroteWereDeleted() {
    write(3);
    spark.sql("delete from numbers where number = 1 and number_set = '" + set + "'");
    assertThat(write(3)).isEqualTo(Outcome.DONE);
    assertThat(numbers()).hasSize(3);
    assertThat(write(3)).isEqualTo(Outcome.UP_TO_DATE);
  }

  @Test
  void runsAgainWhenRowsThatItWroteWereChanged() {
    write(3);
    spark.sql("update numbers set number = 7 where number_set = '" + set + "'");
    assertThat(write(3)).isEqualTo(Outcome.DONE);
    assertThat(numbers()).extracting(row -> row.getLong(2)).containsExactly(0L, 1L, 2L);
  }

  @Test
  void runsAgainWhenItsTableWasDropped() {
    write(3);
    sum();
    spark.sql("drop table sums purge");
    assertThat(sum()).isEqualTo(Outcome.DONE);
    assertThat(sum()).isEqualTo(Outcome.UP_TO_DATE);
  }

  @Test
  void runsAgainWhenAFileOfItsRowsIsGone() throws IOException {
    write(3);
    String file =
        spark
            .sql("select _file from numbers where number_set = '" + set + "' limit 1")
            .head()
            .getString(0);
    Files.delete(Path.of(file.replaceFirst("^file:", "")));
    assertThat(write(3)).isEqualTo(Outcome.DONE);
    assertThat(numbers()).hasSize(3);
  }

  /** Other partitions of a table change without end. */
  @Test
  void staysUpToDateWhenAnotherPartitionIsWritten() {
    write(3);
    String own = set;
    set = own + "-other";
    write(4);
    set = own;
    assertThat(write(3)).isEqualTo(Outcome.UP_TO_DATE);
  }

  @Test
  void keepsWhatEachPartitionHeldAtTheEnd() {
    write(3);
    assertThat(
            spark
                .sql(
                    "select written[0].partition, written[0].rows, length(written[0].files_sha256)"
                        + " from runs where status = 'succeeded'"
                        + andOutput())
                .head()
                .toString())
        .isEqualTo("[numbers/%s,3,64]".formatted(set));
  }

  @Test
  void runsAgainWhenForced() {
    write(3);
    WriteNumbersJob.Config config = new WriteNumbersJob.Config(set, source.toString(), 3);
    assertThat(new JobRunner(spark).run(new WriteNumbersJob(), config, JobRunner.Mode.FORCE))
        .isEqualTo(Outcome.DONE);
    assertThat(write(3)).isEqualTo(Outcome.UP_TO_DATE);
  }

  @Test
  void refusesAnInputWhoseRowsWereDeleted() {
    write(3);
    String run = numbers().get(0).getString(1);
    spark.sql("delete from numbers where number_set = '" + set + "'");
    assertThatThrownBy(this::sum)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "sum-numbers reads numbers/%s, which holds 0 rows, and held 3 after run %s; run the step before it again"
                .formatted(set, run));
  }

  @Test
  void leavesARowOfARunThatEndedWithAnError() {
    WriteNumbersJob.afterWriting =
        () -> {
          throw new NoClassDefFoundError("org/example/Absent");
        };
    assertThatThrownBy(() -> write(3)).isInstanceOf(NoClassDefFoundError.class);
    assertThat(runs())
        .extracting(Row::toString)
        .element(1)
        .isEqualTo("[failed,java.lang.NoClassDefFoundError: org/example/Absent]");
  }

  @Test
  void refusesAnInputThatWasNeverWritten() {
    assertThatThrownBy(this::sum)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "sum-numbers reads numbers/%s, which no run has written yet; run the step before it first"
                .formatted(set));
  }

  @Test
  void refusesAnAbsentInputFile() throws IOException {
    Files.delete(source);
    assertThatThrownBy(() -> write(3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(source + ": no such file");
    assertThat(runs()).isEmpty();
  }

  private Outcome write(int count) {
    WriteNumbersJob.Config config = new WriteNumbersJob.Config(set, source.toString(), count);
    return new JobRunner(spark).run(new WriteNumbersJob(), config, false);
  }

  private Outcome sum() {
    return new JobRunner(spark).run(new SumNumbersJob(), new SumNumbersJob.Config(set), false);
  }

  private List<Row> numbers() {
    return new Lake(spark).read(WriteNumbersJob.NUMBERS, set).orderBy("number").collectAsList();
  }

  private long snapshots() {
    return spark.sql("select * from lake.purkinje.numbers.snapshots").count();
  }

  private List<Row> runs() {
    new Lake(spark).read(RunLog.TABLE);
    return spark
        .sql(
            "select status, message from runs where true"
                + andOutput()
                + " order by coalesce(ended_at, started_at)")
        .collectAsList();
  }

  private String andOutput() {
    return " and array_contains(outputs, 'numbers/" + set + "')";
  }
}
