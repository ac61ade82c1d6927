package org.purkinje.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.purkinje.ingest.download.S3Server;
import org.purkinje.jobsupport.maintenance.CleanWarehouseJob;
import org.purkinje.jobsupport.run.JobRunner;
import org.purkinje.jobsupport.run.JobRunner.Mode;
import org.purkinje.jobsupport.run.Session;

/**
 * Names of files in a store have a scheme and an authority, by which a table's own file could be
 * taken for one that none names. The tables lie in the store, catalog and locks in a folder.
 */
class CleanWarehouseS3SparkTest {

  @TempDir private Path folder;

  @Test
  void deletesOldSnapshotsAndOldOrphansOfAStore() throws Exception {
    Path store = Files.createDirectories(folder.resolve("store"));
    try (S3Server server = S3Server.start(store, "none")) {
      server.put("lake", new byte[0]);
      try (SparkSession spark =
          Session.open(folder.resolve("catalog"), "local[2]", properties(server))) {
        spark.sql("create table notes (note string) using iceberg");
        for (String note : List.of("a", "b", "c")) {
          spark.sql("insert overwrite notes values ('%s')".formatted(note));
        }
        Path notes = store.resolve("lake/below/purkinje/notes");
        assertThat(rowFiles(notes)).isEqualTo(3);
        server.put("lake/below/purkinje/notes/data/old.parquet", new byte[3]);
        Files.setLastModifiedTime(
            notes.resolve("data/old.parquet"),
            FileTime.from(Instant.now().minus(Duration.ofDays(4))));
        server.put("lake/below/purkinje/notes/data/young.parquet", new byte[3]);

        new JobRunner(spark)
            .run(
                new CleanWarehouseJob(), new CleanWarehouseJob.Config(0, 1, 3, false), Mode.NORMAL);

        assertThat(
                spark
                    .sql(
                        "select snapshots, expired_snapshots, orphan_files, orphan_bytes from"
                            + " cleanings where table_name = 'notes'")
                    .head())
            .hasToString("[3,2,1,3]");
        assertThat(notes.resolve("data/young.parquet")).exists();
        assertThat(rowFiles(notes)).isEqualTo(2);
        assertThat(spark.table("notes").head().getString(0)).isEqualTo("c");
      }
    }
  }

  private static Map<String, String> properties(S3Server server) {
    Map<String, String> properties = new HashMap<>();
    server
        .hadoop()
        .getPropsWithPrefix("fs.s3a.")
        .forEach((key, value) -> properties.put("spark.hadoop.fs.s3a." + key, value));
    properties.put(
        "spark.hadoop.fs.s3a.aws.credentials.provider",
        "org.apache.hadoop.fs.s3a.AnonymousAWSCredentialsProvider");
    properties.put("spark.sql.catalog.lake.warehouse", "s3a://lake/below");
    return properties;
  }

  private static long rowFiles(Path table) throws Exception {
    try (Stream<Path> files = Files.walk(table)) {
      return files.filter(file -> file.toString().endsWith(".parquet")).count();
    }
  }
}
