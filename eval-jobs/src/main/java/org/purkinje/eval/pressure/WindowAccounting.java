package org.purkinje.eval.pressure;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.purkinje.jobsupport.table.AccountingReasonsTable;
import org.purkinje.jobsupport.table.AccountingReasonsTable.Outcome;
import org.purkinje.jobsupport.table.AccountingTable;
import org.purkinje.jobsupport.table.BpSubjectsTable;
import org.purkinje.jobsupport.table.Lake;
import org.purkinje.jobsupport.table.PredictionsTable;
import org.purkinje.jobsupport.table.Table;

/**
 * What became of the windows of the window set: discovered ones are counted in {@code windows},
 * accepted ones in the rows that were written, and each reason for leaving one out by itself; the
 * run fails if they do not add up.
 */
final class WindowAccounting {

  private final Lake lake;
  private final String evaluation;
  private final String run;

  WindowAccounting(Lake lake, String evaluation, String run) {
    this.lake = lake;
    this.evaluation = evaluation;
    this.run = run;
  }

  /**
   * @throws IllegalStateException if the windows do not add up
   */
  void write(String scope, List<Graded> graded, Map<String, Long> discoveredByCorpus) {
    Map<String, Long> accepted = new HashMap<>();
    agree(
        PredictionsTable.TABLE,
        lake.read(PredictionsTable.TABLE, evaluation)
            .groupBy("corpus", "features", "windows", "target", "method", "seed")
            .agg(count(lit(1)).as("n")),
        accepted);
    // A person of two corpora has one row in bp_subjects, so these add up over corpora alone.
    Map<String, Long> inAll = new HashMap<>();
    accepted.forEach((key, n) -> inAll.merge(key.replaceFirst("^\\S+ ", "all "), n, Long::sum));
    agree(
        BpSubjectsTable.TABLE,
        lake.read(BpSubjectsTable.TABLE, evaluation)
            .groupBy(
                lit("all").as("corpus"),
                col("features"),
                col("windows"),
                col("target"),
                col("method"))
            .agg(sum("n").as("n")),
        inAll);
    List<Row> counts = new ArrayList<>();
    List<Row> reasons = new ArrayList<>();
    for (Graded part : graded) {
      String unit = part.grading().unit();
      for (String corpus : new TreeSet<>(discoveredByCorpus.keySet())) {
        AccountingTable.Count count =
            new AccountingTable.Count(
                corpus,
                unit,
                discoveredByCorpus.get(corpus),
                accepted.getOrDefault(key(corpus, part.grading()), 0L),
                part.leftOut().total(corpus, Outcome.REJECTED),
                part.leftOut().total(corpus, Outcome.EXCLUDED));
        counts.add(AccountingTable.row(scope, run, count));
        part.leftOut()
            .of(corpus)
            .forEach(
                (reason, n) ->
                    reasons.add(
                        AccountingReasonsTable.row(
                            scope, run, corpus, unit, reason.outcome(), reason.text(), n)));
      }
    }
    lake.replace(AccountingTable.TABLE, scope, counts);
    lake.replace(AccountingReasonsTable.TABLE, scope, reasons);
  }

  /** Every target, method and seed must have scored equally many windows. */
  private static void agree(Table table, Dataset<Row> written, Map<String, Long> accepted) {
    for (Row row : written.collectAsList()) {
      long n = row.getAs("n");
      String key =
          String.join(
              " ", row.getAs("corpus"), row.getAs("features"), row.<String>getAs("windows"));
      long others = accepted.computeIfAbsent(key, first -> n);
      if (others != n) {
        throw new IllegalStateException(
            "%s: %s windows of %s: %,d are scored for %s by %s, but %,d for another target, method"
                    .formatted(
                        table.name(),
                        row.getAs("windows"),
                        row.getAs("corpus") + " from " + row.getAs("features"),
                        n,
                        row.getAs("target"),
                        row.getAs("method"),
                        others)
                + " or seed; this is a fault of the program");
      }
    }
  }

  private static String key(String corpus, Cohort.Grading grading) {
    return String.join(" ", corpus, grading.features().label(), grading.windows().label());
  }
}
