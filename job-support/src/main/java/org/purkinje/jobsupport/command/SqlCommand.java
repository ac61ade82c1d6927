package org.purkinje.jobsupport.command;

import java.util.Optional;
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
@Command(name = "sql", description = "Queries the tables, e.g. \"show tables\"; changes nothing.")
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

  @Option(
      names = "--write",
      description = "allow statements that change tables or settings, such as delete and set")
  private boolean write;

  @Override
  public Integer call() throws Exception {
    try (SparkSession spark = purkinje.common().session()) {
      if (!write) {
        requireReadOnly(spark);
      }
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

  private void requireReadOnly(SparkSession spark) throws Exception {
    Optional<String> found = ReadOnlySql.findWrite(spark, query);
    if (found.isPresent()) {
      throw new WrongCommandException(
          new IllegalArgumentException(
              "sql: %s does more than read; --write allows it".formatted(found.get())));
    }
  }
}
