package org.purkinje.jobsupport.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.purkinje.jobsupport.table.Lake;

/** Opens the Spark session that every command shares. */
public final class Session {

  /** Defaults where driver and executor are one process of a few cores; a cluster has its own. */
  private static final Map<String, String> LOCAL =
      Map.of(
          "spark.sql.shuffle.partitions",
          "8",
          // A task without memory fails its run, and does not end the process without a word.
          "spark.executor.killOnFatalError.depth",
          "0");

  private Session() {}

  /** As below, with no more properties. */
  public static SparkSession open(Path warehouse, String master) {
    return open(warehouse, master, Map.of());
  }

  /**
   * @param warehouse local folder of catalog and tables; made if absent
   * @param master Spark master, e.g. {@code local[2]}; empty leaves it to {@code spark-submit}
   * @param properties more of Spark's, taken over those set here
   * @throws IllegalArgumentException if the warehouse cannot be written or no master answers
   */
  public static SparkSession open(Path warehouse, String master, Map<String, String> properties) {
    Path folder = warehouse.toAbsolutePath().normalize();
    requireWritable(folder);
    StandaloneMaster.requireReachable(master);
    try (ProcessLock lock = ProcessLock.acquire(catalogLock(folder))) {
      MovedWarehouse.adopt(folder, catalog(folder));
    }
    SparkSession.Builder builder =
        SparkSession.builder()
            .appName("purkinje")
            .config(
                "spark.sql.extensions",
                "org.apache.iceberg.spark.extensions.IcebergSparkSessionExtensions")
            .config("spark.sql.catalog.lake", "org.apache.iceberg.spark.SparkCatalog")
            .config("spark.sql.catalog.lake.type", "jdbc")
            .config("spark.sql.catalog.lake.uri", catalog(folder))
            .config("spark.sql.catalog.lake.jdbc.schema-version", "V1")
            .config("spark.sql.catalog.lake.warehouse", folder.toString())
            // Another process may commit between two queries of a long session.
            .config("spark.sql.catalog.lake.cache-enabled", "false")
            .config("spark.sql.defaultCatalog", "lake")
            .config("spark.sql.warehouse.dir", folder.resolve("spark").toString())
            .config("spark.sql.session.timeZone", "UTC")
            .config("spark.ui.enabled", "false")
            .config("spark.ui.showConsoleProgress", "false");
    defaults(master).forEach(builder::config);
    properties.forEach(builder::config);
    if (!master.isEmpty()) {
      builder.master(master);
    }
    SparkSession spark = builder.getOrCreate();
    // Iceberg makes the catalog's tables on first use, which two processes must not do at once.
    try (ProcessLock lock = ProcessLock.acquire(catalogLock(folder))) {
      spark.sql("CREATE NAMESPACE IF NOT EXISTS " + Lake.NAMESPACE);
      spark.sql("USE " + Lake.NAMESPACE);
    }
    return spark;
  }

  /**
   * What Spark should take unless told otherwise: {@code spark-submit} gives its master and what
   * {@code spark-defaults.conf} and {@code --conf} say as system properties.
   */
  static Map<String, String> defaults(String master) {
    Map<String, String> defaults = new HashMap<>();
    if ((master.isEmpty() ? System.getProperty("spark.master", "") : master).startsWith("local")) {
      defaults.putAll(LOCAL);
      defaults.keySet().removeIf(property -> System.getProperty(property) != null);
    }
    return defaults;
  }

  /** With a write-ahead log, readers and a writer do not wait for each other; writers queue. */
  private static String catalog(Path folder) {
    return "jdbc:sqlite:%s?journal_mode=WAL&busy_timeout=60000"
        .formatted(folder.resolve("catalog.db"));
  }

  static Path catalogLock(Path folder) {
    return folder.resolve("locks/catalog.lock");
  }

  private static void requireWritable(Path folder) {
    if (Files.exists(folder) && !Files.isDirectory(folder)) {
      throw new IllegalArgumentException(
          "warehouse %s must be a folder, got a file; give another with --warehouse"
              .formatted(folder));
    }
    try {
      Files.createDirectories(folder);
      Files.delete(Files.createTempFile(folder, "write-check", ""));
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "warehouse %s cannot be written (%s); give another with --warehouse".formatted(folder, e),
          e);
    }
  }
}
