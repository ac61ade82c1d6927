package org.purkinje.ingest;

import static org.apache.spark.sql.functions.col;

import java.util.HashSet;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.purkinje.jobsupport.table.Lake;
import org.purkinje.jobsupport.table.Table;

/** Ingested corpora that a job takes together, under the name of a scope. */
final class CorpusList {

  private CorpusList() {}

  /**
   * @throws IllegalArgumentException if the scope is blank, or corpora are none or named twice
   */
  static void require(String scope, List<String> corpora) {
    if (scope.isBlank()) {
      throw new IllegalArgumentException("scope must not be blank");
    }
    if (corpora.isEmpty() || new HashSet<>(corpora).size() < corpora.size()) {
      throw new IllegalArgumentException(
          "corpora must name one or more, each once, got " + corpora);
    }
  }

  /**
   * @param table partitioned by corpus
   */
  static Dataset<Row> read(Lake lake, Table table, List<String> corpora) {
    return lake.read(table).where(col("corpus").isInCollection(corpora));
  }
}
