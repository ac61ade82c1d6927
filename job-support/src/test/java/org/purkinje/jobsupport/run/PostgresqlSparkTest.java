package org.purkinje.jobsupport.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.purkinje.jobsupport.file.StoredFolder;
import org.purkinje.jobsupport.run.ProcessLock.Kind;
import org.purkinje.jobsupport.table.Lake;

/** With a real server, where Debian's {@code postgresql} is installed. */
class PostgresqlSparkTest {

  private static @Nullable PostgresqlServer server;
  private static String address = "";

  @TempDir private Path folder;

  @BeforeAll
  static void start() throws Exception {
    Optional<Path> programs = PostgresqlServer.programs();
    assumeThat(programs).as("PostgreSQL is installed").isPresent();
    server = PostgresqlServer.start(programs.orElseThrow());
    address = server.address();
  }

  @AfterAll
  static void stop() throws IOException {
    if (server != null) {
      server.close();
    }
  }

  @Test
  void keepsAWriterApartFromAllAndReadersTogether() {
    try (RunLocks one = locks("lake");
        RunLocks other = locks("lake");
        RunLocks elsewhere = locks("lake2")) {
      assertThat(one.tryLock("windows", Kind.SHARED)).isTrue();
      assertThat(other.tryLock("windows", Kind.SHARED)).isTrue();
      assertThat(other.tryLock("windows", Kind.EXCLUSIVE)).isFalse();
      assertThat(other.writer("windows")).as("no one writes").isEmpty();
      assertThat(one.tryLock("shards", Kind.EXCLUSIVE)).isTrue();
      one.sign("run shard-windows-7");
      assertThat(other.tryLock("shards", Kind.SHARED)).isFalse();
      assertThat(other.writer("shards").orElseThrow())
          .matches("run shard-windows-7 \\(from 127\\.0\\.0\\.1 since 2\\S+Z\\)");
      assertThat(elsewhere.tryLock("shards", Kind.EXCLUSIVE)).as("another warehouse").isTrue();
    }
    try (RunLocks later = locks("lake")) {
      assertThat(later.tryLock("shards", Kind.EXCLUSIVE)).isTrue();
    }
  }

  @Test
  void keepsARunThatMustBeAloneApartFromAll() {
    StoredFolder lake = StoredFolder.of("s3a://bucket/lake", new Configuration());
    try (WarehouseLock one = WarehouseLock.together(locks("lake"), "one", line -> {});
        WarehouseLock two = WarehouseLock.together(locks("lake"), "two", line -> {})) {
      assertThatThrownBy(() -> WarehouseLock.alone(locks("lake"), "clean-warehouse", lake))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              "clean-warehouse: must be alone in warehouse s3a://bucket/lake, where a run is under"
                  + " way; start it again when that has ended");
    }
    WarehouseLock.alone(locks("lake"), "clean-warehouse", lake).close();
  }

  @Test
  void hasTheTablesOfAFolderAndOfNoSecondOne() throws IOException {
    Path source = Files.writeString(folder.resolve("source.txt"), "a");
    WriteNumbersJob.Config config = new WriteNumbersJob.Config("set", source.toString(), 3);
    for (JobRunner.Outcome expected :
        List.of(JobRunner.Outcome.DONE, JobRunner.Outcome.UP_TO_DATE)) {
      try (SparkSession spark = open("first")) {
        assertThat(new JobRunner(spark).run(new WriteNumbersJob(), config, false))
            .isEqualTo(expected);
        assertThat(new Lake(spark).read(WriteNumbersJob.NUMBERS).count()).isEqualTo(3);
      }
    }
    assertThat(folder.resolve("first/catalog.db")).doesNotExist();
    assertThatThrownBy(() -> open("second"))
        .hasMessageMatching(
            "catalog jdbc:postgresql://127.0.0.1:\\d+/postgres\\?user=lake: has the tables of"
                + " another warehouse, such as \\S+/first/purkinje/runs; give that with"
                + " --warehouse, or this one a catalog of its own");
  }

  @Test
  void saysWhatADeadCatalogIs() {
    Catalog dead = Catalog.ofService("jdbc:postgresql://127.0.0.1:1/lake", Map.of());
    assertThatThrownBy(dead::connect)
        .hasMessage(
            "catalog jdbc:postgresql://127.0.0.1:1/lake: Connection to 127.0.0.1:1 refused; start"
                + " it or give another with --catalog");
  }

  private SparkSession open(String name) {
    return Session.open(
        WarehouseAddress.of(folder.resolve(name).toString(), address, Map.of()),
        "local[1]",
        Map.of());
  }

  private static RunLocks locks(String bucket) {
    return RunLocks.open(WarehouseAddress.of("s3a://bucket/" + bucket, address, Map.of()));
  }
}
