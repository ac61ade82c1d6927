package org.purkinje.jobsupport.command;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.purkinje.jobsupport.run.Session;
import org.purkinje.jobsupport.run.WarehouseAddress;
import org.purkinje.jobsupport.table.Lake;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** Where the tables live and where the work is done: options that every command takes. */
final class CommonOptions {

  @Option(
      names = "--warehouse",
      paramLabel = "DIR",
      defaultValue = "warehouse",
      scope = ScopeType.INHERIT,
      description =
          "folder of catalog and tables, or s3a://BUCKET/FOLDER with --catalog (default:"
              + " ${DEFAULT-VALUE})")
  private String warehouse = "warehouse";

  @Option(
      names = "--catalog",
      paramLabel = "URL",
      defaultValue = "",
      scope = ScopeType.INHERIT,
      description =
          "jdbc:postgresql://HOST/DATABASE?user=NAME, its password in PURKINJE_CATALOG_PASSWORD, or"
              + " the address of an Iceberg REST catalog; needed where the warehouse is no folder")
  private String catalog = "";

  @Option(
      names = "--master",
      paramLabel = "URL",
      defaultValue = "local[*]",
      scope = ScopeType.INHERIT,
      description = "Spark master (default: ${DEFAULT-VALUE})")
  private String master = "local[*]";

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      scope = ScopeType.INHERIT,
      description = "config key, dotted where nested, taken over the file's; repeatable")
  private Map<String, String> overrides = new LinkedHashMap<>();

  @Option(
      names = "--conf",
      paramLabel = "PROPERTY=VALUE",
      scope = ScopeType.INHERIT,
      description = "Spark property, e.g. spark.hadoop.fs.s3a.endpoint=URL; repeatable")
  private Map<String, String> properties = new LinkedHashMap<>();

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = ScopeType.INHERIT,
      description = "tell what the command does")
  @SuppressWarnings("UnusedVariable") // picocli acts on it
  private boolean helpAsked;

  /** The root of the warehouse. */
  String warehouse() {
    return ConfigCheck.check(() -> WarehouseAddress.root(warehouse));
  }

  Map<String, String> overrides() {
    return overrides;
  }

  SparkSession session() {
    for (String property : properties.keySet()) {
      if (!property.startsWith("spark.")) {
        throw new WrongCommandException(
            new IllegalArgumentException(
                "--conf %s: must begin with spark., as in spark.hadoop.fs.s3a.endpoint"
                    .formatted(property)));
      }
    }
    // spark-submit names the master itself.
    String own = System.getProperty("spark.master") == null ? master : "";
    WarehouseAddress address =
        ConfigCheck.check(() -> WarehouseAddress.of(warehouse, catalog, System.getenv()));
    SparkSession spark = Session.open(address, own, properties);
    LogFile.moveTo(Lake.warehouse(spark));
    return spark;
  }
}
