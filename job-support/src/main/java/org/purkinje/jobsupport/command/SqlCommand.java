package org.purkinje.jobsupport.command;

import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.parser.ParseException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Queries the tables. */
@Command(name = "sql", description = "Queries the tables, e.g. \"show tables\".")
final class SqlCommand implements Callable<Integer> {

  @ParentCommand private Purkinje purkinje;
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "QUERY", description = "Spark SQL")
  private String query;

  @Option(
      names = "--format",
      defaultValue = "table",
      description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
  private ResultFormat format;

  @Override
  public Integer call() {
    try (SparkSession spark = purkinje.common().session()) {
      format.print(spark.sql(query), spec.commandLine().getOut());
    } catch (Exception e) {
      // Spark's parser throws a checked exception that its Scala signature does not declare.
      if (e instanceof ParseException || e instanceof org.apache.spark.sql.AnalysisException) {
        throw new WrongCommandException(
            new IllegalArgumentException("sql: " + e.getMessage().strip(), e));
      }
      throw e;
    }
    return 0;
  }
}
