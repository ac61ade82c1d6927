package org.purkinje.jobsupport.command;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.purkinje.jobsupport.run.Session;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** Where the tables live and where the work is done: options that every command takes. */
final class CommonOptions {

  @Option(
      names = "--warehouse",
      paramLabel = "DIR",
      defaultValue = "warehouse",
      scope = ScopeType.INHERIT,
      description = "folder of catalog and tables (default: ${DEFAULT-VALUE})")
  private String warehouse = "warehouse";

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

  Path warehouse() {
    if (warehouse.contains("://")) {
      throw new IllegalArgumentException(
          "warehouse %s: must be a local folder; object stores need a catalog service"
              .formatted(warehouse));
    }
    return Path.of(warehouse).toAbsolutePath().normalize();
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
    SparkSession spark = Session.open(warehouse(), own, properties);
    LogFile.moveTo(warehouse());
    return spark;
  }
}
