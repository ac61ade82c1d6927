package org.purkinje.jobsupport.maintenance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.purkinje.jobsupport.run.JobRunner;
import org.purkinje.jobsupport.run.JobRunner.Mode;
import org.purkinje.jobsupport.run.JobRunner.Outcome;
import org.purkinje.jobsupport.run.NumbersProcess;
import org.purkinje.jobsupport.run.Session;
import org.purkinje.jobsupport.run.WriteNumbersJob;
import org.purkinje.jobsupport.table.CleaningsTable;
import org.purkinje.jobsupport.table.Lake;

/** Oracle: the files that lie in a table's folder before and after, and the rows that it has. */
class CleanWarehouseSparkTest {

  private static final int WRITES = 3;

  /** A warehouse whose table was replaced several times; each test has a copy. */
  @TempDir private static Path replaced;

  private static WriteNumbersJob.Config numbers;

  @TempDir private Path folder;
  private Path warehouse;
  private SparkSession spark;

  @BeforeAll
  static void replaceATableSeveralTimes() throws IOException {
    Path source = Files.writeString(replaced.resolve("source.txt"), "a");
    numbers = new WriteNumbersJob.Config("set", source.toString(), 3);
    try (SparkSession spark = Session.open(replaced.resolve("lake"), "local[2]")) {
      for (int i = 0; i < WRITES; i++) {
        new JobRunner(spark).run(new WriteNumbersJob(), numbers, Mode.FORCE);
      }
      // A file of deletions, and rows that only an older snapshot has.
      spark.sql(
          "alter table numbers set tblproperties"
              + " ('write.delete.mode'='merge-on-read', 'write.update.mode'='merge-on-read')");
      spark.sql("insert into numbers values ('by hand', 'none', 1L), ('by hand', 'none', 2L)");
      spark.sql("delete from numbers where number_set = 'by hand' and number = 1");
    }
  }

  @BeforeEach
  void openACopy() throws IOException {
    warehouse = folder.resolve("lake");
    FileUtils.copyDirectory(replaced.resolve("lake").toFile(), warehouse.toFile());
    spark = Session.open(warehouse, "local[2]");
  }

  @AfterEach
  void closeSession() {
    spark.close();
  }

  @Test
  void deletesFilesOfExpiredSnapshotsAndKeepsTheRows() {
    List<Row> rows = rows();
    Map<Path, Long> before = files();

    clean(new CleanWarehouseJob.Config(0, 2, 3, false));

    Map<Path, Long> gone = new TreeMap<>(before);
    gone.keySet().removeAll(files().keySet());
    assertThat(snapshots()).isEqualTo(2);
    assertThat(cleaning("done").toString())
        .isEqualTo(
            "[%d,%d,%d,%d,0,0]"
                .formatted(
                    WRITES + 2,
                    WRITES,
                    gone.size(),
                    gone.values().stream().mapToLong(Long::longValue).sum()));
    assertThat(gone.keySet()).anyMatch(file -> file.toString().endsWith(".parquet"));
    assertThat(rows()).hasSize(4).isEqualTo(rows);
    assertThat(write()).isEqualTo(Outcome.UP_TO_DATE);
  }

  @Test
  void looksThroughEveryTable() {
    clean(new CleanWarehouseJob.Config(0, 1, 3, false));
    clean(new CleanWarehouseJob.Config(0, 1, 3, false));
    assertThat(cleanings("done"))
        .extracting(row -> row.<String>getAs("table_name"))
        .containsExactly("cleanings", "numbers", "runs");
    assertThat(spark.table("runs").where("status = 'succeeded'").count()).isEqualTo(WRITES + 2);
  }

  @Test
  void keepsSnapshotsThatAreYounger() {
    Map<Path, Long> before = files();
    clean(new CleanWarehouseJob.Config(1, 1, 3, false));
    assertThat(snapshots()).isEqualTo(WRITES + 2);
    assertThat(files()).isEqualTo(before);
    assertThat(cleaning("done").toString()).isEqualTo("[%d,0,0,0,0,0]".formatted(WRITES + 2));
  }

  @Test
  void deletesAnOrphanOnlyWhenItIsOldEnough() throws IOException {
    Path old = orphan("data/number_set=set/old.parquet", Duration.ofDays(4));
    Path oldManifest = orphan("metadata/old-m0.avro", Duration.ofDays(4));
    Path young = orphan("data/number_set=set/young.parquet", Duration.ofDays(2));
    List<Row> rows = rows();

    clean(new CleanWarehouseJob.Config(7, 2, 3, false));

    assertThat(old).doesNotExist();
    assertThat(oldManifest).doesNotExist();
    assertThat(young).exists();
    assertThat(cleaning("done").toString()).isEqualTo("[%d,0,0,0,2,6]".formatted(WRITES + 2));
    assertThat(rows()).isEqualTo(rows);

    clean(new CleanWarehouseJob.Config(7, 2, 1, false));
    assertThat(young).doesNotExist();
  }

  /** However old a file is: those of checkpoints are years old, and no table names them. */
  @Test
  void leavesFilesAloneThatAreNoTables() throws IOException {
    Path checkpoint = warehouse.resolve("checkpoints/mine/key/round-1/parameters.bin");
    Files.createDirectories(checkpoint.getParent());
    Files.writeString(checkpoint, "abc");
    age(checkpoint, Duration.ofDays(1000));
    clean(new CleanWarehouseJob.Config(0, 1, 0, false));
    assertThat(checkpoint).exists();
  }

  /** Oracle: the cleaning that follows. */
  @Test
  void onlyCountsInADryRun() throws IOException {
    orphan("data/number_set=set/old.parquet", Duration.ofDays(4));
    Map<Path, Long> before = files();

    clean(new CleanWarehouseJob.Config(0, 2, 3, true));

    assertThat(files()).isEqualTo(before);
    assertThat(snapshots()).isEqualTo(WRITES + 2);
    clean(new CleanWarehouseJob.Config(0, 2, 3, false));
    assertThat(cleaning("dry-run")).isEqualTo(cleaning("done"));
    assertThat(cleaning("done").getLong(2)).isPositive();
  }

  @Test
  void leavesAWarehouseThatMayBeMoved() throws IOException {
    clean(new CleanWarehouseJob.Config(0, 2, 3, false));
    List<Row> rows = rows();
    spark.close();
    Path elsewhere = folder.resolve("elsewhere");
    Files.move(warehouse, elsewhere);
    warehouse = elsewhere;
    spark = Session.open(warehouse, "local[2]");

    assertThat(rows()).isEqualTo(rows);
    assertThat(write()).isEqualTo(Outcome.UP_TO_DATE);
    clean(new CleanWarehouseJob.Config(0, 1, 0, false));
    assertThat(snapshots()).isEqualTo(1);
    assertThat(rows()).isEqualTo(rows);
    assertThat(write()).isEqualTo(Outcome.UP_TO_DATE);
  }

  @Test
  void isRefusedBesideARun() throws Exception {
    Path gate = folder.resolve("gate");
    try (NumbersProcess writer = startWriter(gate)) {
      writer.awaitText("rows are written");
      assertThatThrownBy(() -> clean(new CleanWarehouseJob.Config(0, 1, 3, false)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              "clean-warehouse: must be alone in warehouse %s, where a run is under way; start it"
                  + " again when that has ended",
              warehouse);
      clean(new CleanWarehouseJob.Config(0, 1, 3, true));
      assertThat(snapshots()).isEqualTo(WRITES + 3);
      Files.createFile(gate);
      assertThat(writer.awaitEnd()).as(writer.printed()).isZero();
    }
    clean(new CleanWarehouseJob.Config(0, 1, 3, false));
    assertThat(snapshots()).isEqualTo(1);
  }

  @Test
  void refusesToKeepNoSnapshot() {
    assertThatThrownBy(() -> new CleanWarehouseJob.Config(7, 0, 3, false))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("keep-snapshots must be at least 1, got 0");
  }

  private NumbersProcess startWriter(Path gate) throws IOException {
    Path config =
        Files.writeString(
            folder.resolve("more.yaml"),
            "number-set: more\nsource: %s\ncount: 3\n".formatted(numbers.source()));
    return NumbersProcess.start(
        folder.resolve("writer.out"),
        gate,
        List.of(
            "--warehouse",
            warehouse.toString(),
            "--master",
            "local[1]",
            "write-numbers",
            config.toString()));
  }

  private void clean(CleanWarehouseJob.Config config) {
    assertThat(new JobRunner(spark).run(new CleanWarehouseJob(), config, Mode.NORMAL))
        .isEqualTo(Outcome.DONE);
  }

  private Outcome write() {
    return new JobRunner(spark).run(new WriteNumbersJob(), numbers, Mode.NORMAL);
  }

  private List<Row> rows() {
    return new Lake(spark)
        .read(WriteNumbersJob.NUMBERS)
        .orderBy("number_set", "number")
        .collectAsList();
  }

  private long snapshots() {
    return spark.table("lake.purkinje.numbers.snapshots").count();
  }

  private List<Row> cleanings(String scope) {
    return new Lake(spark).read(CleaningsTable.TABLE, scope).orderBy("table_name").collectAsList();
  }

  /** What the last cleaning says of the table of numbers. */
  private Row cleaning(String scope) {
    return new Lake(spark)
        .read(CleaningsTable.TABLE, scope)
        .where("table_name = 'numbers'")
        .select(
            "snapshots",
            "expired_snapshots",
            "expired_files",
            "expired_bytes",
            "orphan_files",
            "orphan_bytes")
        .head();
  }

  private Path orphan(String place, Duration age) throws IOException {
    Path file = Files.writeString(warehouse.resolve("purkinje/numbers").resolve(place), "abc");
    age(file, age);
    return file;
  }

  private static void age(Path file, Duration age) throws IOException {
    Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(age)));
  }

  /** Bytes by path of the files of the table of numbers, without Hadoop's checksums. */
  private Map<Path, Long> files() {
    Map<Path, Long> bytesByPath = new TreeMap<>();
    try (Stream<Path> files = Files.walk(warehouse.resolve("purkinje/numbers"))) {
      for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
        if (!file.toString().endsWith(".crc")) {
          bytesByPath.put(file, Files.size(file));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytesByPath;
  }
}
