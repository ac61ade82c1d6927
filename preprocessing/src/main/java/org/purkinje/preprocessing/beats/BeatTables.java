package org.purkinje.preprocessing.beats;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.purkinje.jobsupport.run.JobContext;
import org.purkinje.jobsupport.table.AccountingReasonsTable;
import org.purkinje.jobsupport.table.AccountingReasonsTable.Outcome;
import org.purkinje.jobsupport.table.AccountingTable;
import org.purkinje.jobsupport.table.BeatsTable;
import org.purkinje.jobsupport.table.RejectsTable;
import org.purkinje.preprocessing.records.RecordPass;
import org.purkinje.preprocessing.records.RejectRows;

/**
 * What extract-beats writes, and the accounting over it: beats discovered come from {@code
 * annotations}, all others from the tables as written.
 */
record BeatTables(JobContext context, String beatSet) {

  private static final String UNIT = "beats";

  /** What a record's beats become. */
  List<RecordPass.Output> outputs() {
    return List.of(
        new RecordPass.Output(BeatsTable.TABLE, beatSet),
        new RecordPass.Output(RejectsTable.TABLE, scope()));
  }

  private String scope() {
    return BeatsTable.scope(beatSet);
  }

  /**
   * Writes the accounting.
   *
   * @param lists rows of {@link BeatAnnotations}
   * @throws IllegalStateException if a corpus has more or fewer beats than are annotated
   */
  void account(Dataset<Row> lists) {
    Map<String, Long> accepted = new TreeMap<>();
    context
        .lake()
        .read(BeatsTable.TABLE, beatSet)
        .groupBy("corpus")
        .agg(count(lit(1)))
        .collectAsList()
        .forEach(row -> accepted.put(row.getString(0), row.getLong(1)));
    Map<String, Map<String, Long>> refused = refused(lists);
    List<Row> counts = new ArrayList<>();
    List<Row> reasons = new ArrayList<>();
    for (Row row : lists.groupBy("corpus").agg(sum("n_beats")).orderBy("corpus").collectAsList()) {
      String corpus = row.getString(0);
      Map<Outcome, Long> byOutcome = new TreeMap<>();
      refused
          .getOrDefault(corpus, Map.of())
          .forEach(
              (reason, n) -> {
                Outcome outcome =
                    RecordBeats.EXCLUDED.contains(reason) ? Outcome.EXCLUDED : Outcome.REJECTED;
                byOutcome.merge(outcome, n, Long::sum);
                reasons.add(
                    AccountingReasonsTable.row(
                        scope(), context.runId(), corpus, UNIT, outcome, reason, n));
              });
      counts.add(
          AccountingTable.row(
              scope(),
              context.runId(),
              new AccountingTable.Count(
                  corpus,
                  UNIT,
                  row.getLong(1),
                  accepted.getOrDefault(corpus, 0L),
                  byOutcome.getOrDefault(Outcome.REJECTED, 0L),
                  byOutcome.getOrDefault(Outcome.EXCLUDED, 0L))));
    }
    context.lake().replace(AccountingReasonsTable.TABLE, scope(), reasons);
    context.lake().replace(AccountingTable.TABLE, scope(), counts);
  }

  /** Beats refused one by one, and all beats of records that were refused; by corpus and reason. */
  private Map<String, Map<String, Long>> refused(Dataset<Row> lists) {
    Column isRecord = col("place").equalTo(RejectRows.RECORD);
    Map<String, Map<String, Long>> refused = new TreeMap<>();
    context
        .lake()
        .read(RejectsTable.TABLE, scope())
        .join(
            lists.select("corpus", "record", "n_beats"), new String[] {"corpus", "record"}, "left")
        .groupBy("corpus", "reason")
        .agg(sum(when(isRecord, col("n_beats")).otherwise(lit(1L))))
        .collectAsList()
        .forEach(
            row ->
                refused
                    .computeIfAbsent(row.getString(0), corpus -> new TreeMap<>())
                    .put(row.getString(1), row.getLong(2)));
    return refused;
  }
}
