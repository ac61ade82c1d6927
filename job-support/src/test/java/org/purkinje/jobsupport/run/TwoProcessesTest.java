package org.purkinje.jobsupport.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.purkinje.jobsupport.file.StoredFolder;
import org.purkinje.jobsupport.table.Lake;

/**
 * Processes on one warehouse, as Airflow's LocalExecutor starts them: with Iceberg 1.10.1 a second
 * writer ends with {@code SQLITE_BUSY_SNAPSHOT}, and without locks each does the other's work over.
 */
class TwoProcessesTest {

  @TempDir private Path folder;
  private Path warehouse;
  private Path gate;
  private Path source;

  @BeforeEach
  void prepare() throws IOException {
    warehouse = folder.resolve("lake");
    gate = folder.resolve("gate");
    source = Files.writeString(folder.resolve("source.txt"), "a");
  }

  @Test
  void writeTheirOwnPartitionsInTheFirstSecondsOfAWarehouse() throws Exception {
    Files.createFile(gate);
    List<NumbersProcess> processes = new ArrayList<>();
    for (String set : List.of("a", "b", "c")) {
      processes.add(start(set + ".out", config(set)));
    }
    for (NumbersProcess process : processes) {
      assertThat(process.awaitEnd()).as(process.printed()).isZero();
    }
    try (SparkSession spark = Session.open(warehouse, "local[2]")) {
      assertThat(new Lake(spark).read(WriteNumbersJob.NUMBERS).count()).isEqualTo(9);
      assertThat(statuses(spark))
          .containsExactlyInAnyOrder(
              "started", "started", "started", "succeeded", "succeeded", "succeeded");
    }
  }

  @Test
  void doAStepOnceWhenBothAreToldTo() throws Exception {
    Path config = config("a");
    try (NumbersProcess first = start("first.out", config)) {
      first.awaitText("rows are written");
      try (NumbersProcess second = start("second.out", config)) {
        second.awaitText("waits");
        Files.createFile(gate);
        assertThat(first.awaitEnd()).isZero();
        assertThat(second.awaitEnd()).isZero();
        assertThat(second.printed())
            .containsPattern(
                "write-numbers: numbers/a is being written by run write-numbers-[0-9a-f]{12}-\\d+"
                    + " \\(process %d on \\S+ since 2\\S+Z\\); waits\n"
                        .formatted(first.handle().pid()))
            .endsWith("write-numbers: up to date, nothing to do\n");
      }
    }
    try (SparkSession spark = Session.open(warehouse, "local[2]")) {
      assertThat(statuses(spark)).containsExactly("started", "succeeded");
    }
  }

  @Test
  void takeAStepOverFromOneThatWasKilled() throws Exception {
    Path config = config("a");
    try (NumbersProcess first = start("first.out", config)) {
      first.awaitText("rows are written");
      try (NumbersProcess second = start("second.out", config)) {
        second.awaitText("waits");
        first.close();
        second.awaitText("rows are written");
        Files.createFile(gate);
        assertThat(second.awaitEnd()).isZero();
        assertThat(second.printed()).endsWith("write-numbers: done\n");
      }
    }
    try (SparkSession spark = Session.open(warehouse, "local[2]")) {
      assertThat(statuses(spark)).containsExactly("started", "started", "succeeded");
    }
  }

  /** A run must not see its input replaced under it. */
  @Test
  void waitForTheWriterOfAnInput() throws Exception {
    try (NumbersProcess writer = start("writer.out", config("a"))) {
      writer.awaitText("rows are written");
      Path sum = Files.writeString(folder.resolve("sum.yaml"), "number-set: a\n");
      try (NumbersProcess reader = start("reader.out", "sum-numbers", sum)) {
        reader.awaitText("sum-numbers: numbers/a is being written by run write-numbers-");
        Files.createFile(gate);
        assertThat(writer.awaitEnd()).isZero();
        assertThat(reader.awaitEnd()).as(reader.printed()).isZero();
        assertThat(reader.printed()).endsWith("sum-numbers: done\n");
      }
    }
  }

  /** Hours of training on an input must not hold up who only looks whether it is current. */
  @Test
  void findAStepUpToDateWhileItsRowsAreRead() throws Exception {
    Files.createFile(gate);
    try (NumbersProcess writer = start("writer.out", config("a"))) {
      assertThat(writer.awaitEnd()).as(writer.printed()).isZero();
    }
    Partition rows = new Partition("numbers", "a");
    try (PartitionLocks reader =
            PartitionLocks.acquire(
                new FolderLocks(warehouse), "reader", List.of(rows), List.of(), line -> {});
        NumbersProcess second = start("second.out", config("a"))) {
      assertThat(second.awaitEnd()).isZero();
      assertThat(second.printed()).isEqualTo("write-numbers: up to date, nothing to do\n");
    }
  }

  /** Else a run could read what is being deleted. */
  @Test
  void waitForARunThatMustBeAlone() throws Exception {
    Files.createFile(gate);
    Files.createDirectories(warehouse);
    try (WarehouseLock alone = alone(new FolderLocks(warehouse))) {
      alone.sign("run clean-warehouse-1");
      NumbersProcess second = start("second.out", config("a"));
      second.awaitText(
          "write-numbers: the warehouse is in use by run clean-warehouse-1 (process %d on "
              .formatted(ProcessHandle.current().pid()));
      alone.close();
      assertThat(second.awaitEnd()).as(second.printed()).isZero();
    }
  }

  private WarehouseLock alone(RunLocks locks) {
    return WarehouseLock.alone(
        locks, "clean-warehouse", StoredFolder.of(warehouse.toString(), new Configuration()));
  }

  private NumbersProcess start(String output, Path config) throws IOException {
    return start(output, "write-numbers", config);
  }

  private NumbersProcess start(String output, String job, Path config) throws IOException {
    return NumbersProcess.start(
        folder.resolve(output),
        gate,
        List.of(
            "--warehouse", warehouse.toString(), "--master", "local[1]", job, config.toString()));
  }

  private Path config(String set) throws IOException {
    return Files.writeString(
        folder.resolve(set + ".yaml"),
        "number-set: %s\nsource: %s\ncount: 3\n".formatted(set, source));
  }

  private static List<String> statuses(SparkSession spark) {
    return spark
        .sql("select status from runs order by coalesce(ended_at, started_at)")
        .collectAsList()
        .stream()
        .map(row -> row.getString(0))
        .toList();
  }
}
