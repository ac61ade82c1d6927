package org.purkinje.jobsupport.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.purkinje.jobsupport.file.StoredFolder;
import org.purkinje.jobsupport.run.JobRunner.Outcome;
import org.purkinje.jobsupport.run.ProcessLock.Kind;
import org.purkinje.jobsupport.table.Lake;

/** A REST catalog chooses places for tables, which must not be those of the warehouse's tables. */
class RestCatalogSparkTest {

  @TempDir private Path folder;

  @Test
  void keepsTheTablesInTheWarehouse() throws IOException {
    Path source = Files.writeString(folder.resolve("source.txt"), "a");
    WriteNumbersJob.Config config = new WriteNumbersJob.Config("set", source.toString(), 3);
    Path warehouse = folder.resolve("lake");
    try (RestCatalogServer server = RestCatalogServer.start(folder)) {
      for (Outcome expected : List.of(Outcome.DONE, Outcome.UP_TO_DATE)) {
        try (SparkSession spark =
            Session.open(
                WarehouseAddress.of(warehouse.toString(), server.address(), Map.of()),
                "local[1]",
                Map.of())) {
          assertThat(new JobRunner(spark).run(new WriteNumbersJob(), config, false))
              .isEqualTo(expected);
          assertThat(new Lake(spark).read(WriteNumbersJob.NUMBERS).count()).isEqualTo(3);
        }
      }
    }
    assertThat(warehouse.resolve("purkinje/numbers/data")).isDirectory();
    assertThat(folder.resolve("elsewhere")).doesNotExist();
  }

  @Test
  void saysThatNothingAnswers() {
    Catalog dead = Catalog.ofService("http://127.0.0.1:1/catalog", Map.of());
    assertThatThrownBy(dead::requireReachable)
        .hasMessage(
            "catalog http://127.0.0.1:1/catalog: nothing answers there (Connection refused); start"
                + " it or give another with --catalog");
  }

  @Test
  void hasNoLocksForAStore() {
    WarehouseAddress address =
        WarehouseAddress.of("s3a://bucket/lake", "http://127.0.0.1:1/catalog", Map.of());
    try (RunLocks one = RunLocks.open(address);
        RunLocks other = RunLocks.open(address)) {
      assertThat(one.tryLock("windows", Kind.EXCLUSIVE)).isTrue();
      assertThat(other.tryLock("windows", Kind.EXCLUSIVE)).isTrue();
    }
    StoredFolder lake = StoredFolder.of("s3a://bucket/lake", new Configuration());
    WarehouseLock.together(RunLocks.open(address), "write-numbers", line -> {}).close();
    assertThatThrownBy(() -> WarehouseLock.alone(RunLocks.open(address), "clean-warehouse", lake))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "clean-warehouse: must be alone in warehouse s3a://bucket/lake, whose REST catalog has"
                + " no locks to know it by; do its work by the catalog's own means");
  }
}
