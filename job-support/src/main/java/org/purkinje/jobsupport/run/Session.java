package org.purkinje.jobsupport.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import org.purkinje.jobsupport.file.StoredFolder;
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

  /** Defaults of S3A for a warehouse: a store that is dead is told in seconds, not in an hour. */
  private static final Map<String, String> STORE =
      Map.of(
          "fs.s3a.attempts.maximum", "3",
          "fs.s3a.retry.limit", "4",
          "fs.s3a.connection.establish.timeout", "5000",
          "fs.s3a.connection.timeout", "60000",
          // Else each file costs requests to delete the markers of the folders above it.
          "fs.s3a.directory.marker.retention", "keep");

  private Session() {}

  /** As below, with no more properties. */
  public static SparkSession open(Path warehouse, String master) {
    return open(warehouse, master, Map.of());
  }

  /** As below, in a folder with a catalog of its own. */
  public static SparkSession open(Path warehouse, String master, Map<String, String> properties) {
    return open(WarehouseAddress.of(warehouse), master, properties);
  }

  /**
   * @param warehouse where the tables are; a local folder is made if absent
   * @param master Spark master, e.g. {@code local[2]}; empty leaves it to {@code spark-submit}
   * @param properties more of Spark's, taken over those set here
   * @throws IllegalArgumentException if the warehouse cannot be used, or no master answers
   */
  public static SparkSession open(
      WarehouseAddress warehouse, String master, Map<String, String> properties) {
    if (warehouse.isLocal()) {
      requireWritable(Path.of(warehouse.root()));
    }
    StandaloneMaster.requireReachable(master);
    warehouse.catalog().requireReachable();
    if (warehouse.catalog().isFolder()) {
      adopt(Path.of(warehouse.root()), warehouse.catalog());
    }
    SparkSession.Builder builder =
        SparkSession.builder()
            .appName("purkinje")
            .config(
                "spark.sql.extensions",
                "org.apache.iceberg.spark.extensions.IcebergSparkSessionExtensions")
            // Another process may commit between two queries of a long session.
            .config("spark.sql.catalog.lake.cache-enabled", "false")
            .config("spark.sql.defaultCatalog", "lake")
            .config("spark.sql.warehouse.dir", ownCatalog(warehouse))
            .config("spark.sql.session.timeZone", "UTC")
            // Rows that are kept for a second look hold samples: 10,000 at a time, Spark's default,
            // would be a gigabyte.
            .config("spark.sql.inMemoryColumnarStorage.batchSize", "256")
            .config("spark.ui.enabled", "false")
            .config("spark.ui.showConsoleProgress", "false");
    warehouse.properties().forEach(builder::config);
    defaults(master).forEach(builder::config);
    if (!warehouse.isLocal()) {
      storeDefaults().forEach(builder::config);
    }
    properties.forEach(builder::config);
    if (!master.isEmpty()) {
      builder.master(master);
    }
    SparkSession spark = builder.getOrCreate();
    try {
      use(spark, warehouse);
      return spark;
    } catch (RuntimeException e) {
      spark.close();
      throw e;
    }
  }

  private static void use(SparkSession spark, WarehouseAddress warehouse) {
    if (!warehouse.isLocal()) {
      requireReachable(Lake.warehouse(spark));
    }
    // Iceberg makes the catalog's tables on first use, which two processes must not do at once.
    try (RunLocks locks = RunLocks.open(warehouse)) {
      locks.lock(RunLocks.CATALOG);
      spark.sql("CREATE NAMESPACE IF NOT EXISTS " + Lake.NAMESPACE);
      spark.sql("USE " + Lake.NAMESPACE);
    }
    if (!warehouse.catalog().isFolder()) {
      requireOwn(new Lake(spark), warehouse);
    }
  }

  /** A catalog names tables, and knows no warehouses: those of two would be taken for one's. */
  private static void requireOwn(Lake lake, WarehouseAddress warehouse) {
    lake.find(RunLog.TABLE.name())
        .map(table -> StoredFolder.absolute(table.location()))
        .filter(location -> !location.startsWith(warehouse.root() + "/"))
        .ifPresent(
            location -> {
              throw new IllegalArgumentException(
                  "catalog %s: has the tables of another warehouse, such as %s; give that with --warehouse, or this one a catalog of its own"
                      .formatted(warehouse.catalog(), location));
            });
  }

  private static void adopt(Path folder, Catalog catalog) {
    try (RunLocks locks = new FolderLocks(folder)) {
      locks.lock(RunLocks.CATALOG);
      MovedWarehouse.adopt(folder, catalog.uri());
    }
  }

  /** The folder of Spark's own catalog, which nothing uses. */
  private static String ownCatalog(WarehouseAddress warehouse) {
    return warehouse.isLocal()
        ? Path.of(warehouse.root()).resolve("spark").toString()
        : Path.of(System.getProperty("java.io.tmpdir"), "purkinje-spark").toString();
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

  /** As {@link #defaults}; Hadoop's own files, such as {@code core-site.xml}, come first too. */
  private static Map<String, String> storeDefaults() {
    Configuration site = new Configuration();
    Map<String, String> defaults = new HashMap<>();
    STORE.forEach(
        (key, value) -> {
          String[] sources = site.getPropertySources(key);
          boolean isGiven =
              sources != null && sources.length > 0 && !sources[0].equals("core-default.xml");
          if (!isGiven && System.getProperty("spark.hadoop." + key) == null) {
            defaults.put("spark.hadoop." + key, value);
          }
        });
    return defaults;
  }

  private static void requireReachable(StoredFolder warehouse) {
    try {
      if (warehouse.hasFile("")) {
        throw new IllegalArgumentException(
            "warehouse %s must be a folder, got a file; give another with --warehouse"
                .formatted(warehouse));
      }
    } catch (UncheckedIOException e) {
      throw new IllegalArgumentException("warehouse " + Failure.line(e), e);
    }
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
