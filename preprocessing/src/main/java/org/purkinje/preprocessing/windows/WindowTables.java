package org.purkinje.preprocessing.windows;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.countDistinct;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.purkinje.jobsupport.run.JobContext;
import org.purkinje.jobsupport.table.AccountingTable;
import org.purkinje.jobsupport.table.RejectsTable;
import org.purkinje.jobsupport.table.WindowFeaturesTable;
import org.purkinje.jobsupport.table.WindowRefusalsTable;
import org.purkinje.jobsupport.table.WindowSignals;
import org.purkinje.jobsupport.table.WindowsTable;
import org.purkinje.preprocessing.records.RecordPass;
import org.purkinje.preprocessing.records.RejectRows;

/**
 * What window-signals writes, and the accounting over it: windows discovered come from the lengths
 * of the records, accepted and rejected ones from the tables as written, excluded ones from what
 * the records lack.
 */
record WindowTables(JobContext context, String windowSet, String scope, CutKinds cut) {

  /** A record in which no window may begin, and which is not cut. */
  private static final Column IS_LEFT_OUT = not(col("has_learnable")).or(not(col("has_rate")));

  private static final Column IS_RECORD = col("place").equalTo(RejectRows.RECORD);

  /** What cutting makes rows of. */
  List<RecordPass.Output> outputs() {
    List<RecordPass.Output> outputs = new ArrayList<>();
    outputs.add(new RecordPass.Output(WindowsTable.TABLE, windowSet));
    if (cut.hasPressure()) {
      outputs.add(new RecordPass.Output(WindowFeaturesTable.TABLE, scope));
    }
    outputs.add(new RecordPass.Output(RejectsTable.TABLE, scope));
    outputs.add(new RecordPass.Output(WindowRefusalsTable.TABLE, windowSet));
    return outputs;
  }

  /**
   * Writes the accounting.
   *
   * @throws IllegalStateException if a corpus has more or fewer windows than it must have
   */
  void account(Dataset<Row> expected) {
    Map<String, Long> discovered = sums(expected, col("windows"));
    Map<String, Long> excluded = sums(expected.where(IS_LEFT_OUT), col("windows"));
    Map<String, Long> accepted = sums(context.lake().read(WindowsTable.TABLE, windowSet), lit(1L));
    Map<String, Long> rejected = sums(rejected(expected), col("windows"));
    List<Row> rows =
        new TreeMap<>(discovered)
            .entrySet().stream()
                .map(
                    corpus ->
                        new AccountingTable.Count(
                            corpus.getKey(),
                            "windows",
                            corpus.getValue(),
                            accepted.getOrDefault(corpus.getKey(), 0L),
                            rejected.getOrDefault(corpus.getKey(), 0L),
                            excluded.getOrDefault(corpus.getKey(), 0L)))
                .map(count -> AccountingTable.row(scope, context.runId(), count))
                .toList();
    context.lake().replace(AccountingTable.TABLE, scope, rows);
  }

  /** Records of which a signal was accepted, by corpus and lead. */
  List<Row> recordsByLead(String signal) {
    return context
        .lake()
        .read(WindowsTable.TABLE, windowSet)
        .where(WindowSignals.has(signal))
        .groupBy(col("corpus"), WindowSignals.signal(signal).getField("lead").as("lead"))
        .agg(countDistinct("record").as("records"))
        .orderBy("corpus", "lead")
        .collectAsList();
  }

  /** Refused windows one by one, and all windows of records that failed. */
  private Dataset<Row> rejected(Dataset<Row> expected) {
    return context
        .lake()
        .read(RejectsTable.TABLE, scope)
        .where(
            not(
                IS_RECORD.and(
                    col("reason").isin(RejectRows.ABSENT, RejectRows.RATE, RejectRows.SHORT))))
        .select(col("corpus"), col("record"), IS_RECORD.as("is_record"))
        .join(
            expected.select("corpus", "record", "windows"),
            new String[] {"corpus", "record"},
            "left")
        .withColumn("windows", when(col("is_record"), col("windows")).otherwise(lit(1L)));
  }

  private static Map<String, Long> sums(Dataset<Row> rows, Column windows) {
    Map<String, Long> byCorpus = new HashMap<>();
    rows.groupBy("corpus")
        .agg(sum(windows))
        .collectAsList()
        .forEach(row -> byCorpus.put(row.getString(0), row.getLong(1)));
    return byCorpus;
  }
}
