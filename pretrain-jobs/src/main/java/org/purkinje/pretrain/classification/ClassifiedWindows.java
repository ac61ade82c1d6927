package org.purkinje.pretrain.classification;

import static org.apache.spark.sql.functions.col;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.purkinje.jobsupport.table.AccountingReasonsTable;
import org.purkinje.jobsupport.table.AccountingReasonsTable.Outcome;
import org.purkinje.jobsupport.table.AccountingTable;
import org.purkinje.jobsupport.table.Lake;

/**
 * What became of the windows of the window set: trained on or graded, or left out, each reason
 * counted by itself; the run fails if they do not add up.
 */
public record ClassifiedWindows(Lake lake, String evaluation, String run) {

  private static final String UNIT = "windows";
  private static final String WITHOUT_CLASS = "record without a class of the task";
  private static final String IN_NO_FOLD = "record in no fold that is trained on or graded";

  /** {@code scope} of an evaluation in {@code accounting}. */
  public static String scope(String evaluation) {
    return "classification/" + evaluation;
  }

  /**
   * @param windows of the window set
   * @throws IllegalStateException if they do not add up
   */
  public void write(Dataset<Row> windows, LabelPlan plan) {
    String scope = scope(evaluation);
    Set<String> used = plan.windows().stream().map(LabelledWindow::id).collect(Collectors.toSet());
    Map<String, Long> discovered = new TreeMap<>();
    Map<String, Map<String, Long>> excluded = new TreeMap<>();
    for (Row row : windows.select(col("corpus"), col("window_id")).collectAsList()) {
      String corpus = row.getString(0);
      discovered.merge(corpus, 1L, Long::sum);
      if (!used.contains(row.getString(1))) {
        excluded
            .computeIfAbsent(corpus, of -> new TreeMap<>())
            .merge(
                plan.labelled().contains(row.getString(1)) ? IN_NO_FOLD : WITHOUT_CLASS,
                1L,
                Long::sum);
      }
    }
    Map<String, Long> accepted =
        plan.windows().stream()
            .collect(Collectors.groupingBy(LabelledWindow::corpus, Collectors.counting()));
    List<Row> counts = new ArrayList<>();
    List<Row> reasons = new ArrayList<>();
    discovered.forEach(
        (corpus, n) -> {
          Map<String, Long> own = excluded.getOrDefault(corpus, Map.of());
          counts.add(
              AccountingTable.row(
                  scope,
                  run,
                  new AccountingTable.Count(
                      corpus,
                      UNIT,
                      n,
                      accepted.getOrDefault(corpus, 0L),
                      0,
                      own.values().stream().mapToLong(Long::longValue).sum())));
          own.forEach(
              (reason, of) ->
                  reasons.add(
                      AccountingReasonsTable.row(
                          scope, run, corpus, UNIT, Outcome.EXCLUDED, reason, of)));
        });
    lake.replace(AccountingTable.TABLE, scope, counts);
    lake.replace(AccountingReasonsTable.TABLE, scope, reasons);
  }
}
