package org.purkinje.preprocessing.features;

import static org.apache.spark.sql.functions.col;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.purkinje.biosignal.signal.SignalKind;
import org.purkinje.jobsupport.run.JobContext;
import org.purkinje.jobsupport.table.AccountingReasonsTable;
import org.purkinje.jobsupport.table.AccountingReasonsTable.Outcome;
import org.purkinje.jobsupport.table.AccountingTable;
import org.purkinje.jobsupport.table.WindowFeaturesTable;
import org.purkinje.jobsupport.table.WindowsTable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What became of the windows, for each corpus and set of features: discovered are the rows of
 * {@code windows}, all else is counted in {@code window_features} as written. Excluded are windows
 * of records that lack a signal, rejected those that break a rule.
 */
record FeatureAccounting(JobContext context, String windowSet) {

  private static final Set<String> ABSENT =
      Set.of(StoredSignal.absent(SignalKind.ECG), StoredSignal.absent(SignalKind.PPG));

  private static final Logger LOG = LoggerFactory.getLogger(FeatureAccounting.class);

  /** Windows of a corpus that one set of features accepts or refuses. */
  private static final class Tally {
    private long accepted;
    private long rejected;
    private long excluded;
  }

  /**
   * @throws IllegalStateException if a set has more or fewer rows than a corpus has windows
   */
  void write(List<FeatureSet> sets) {
    String scope = WindowFeaturesTable.extracted(windowSet);
    TreeMap<String, Tally> tallies = new TreeMap<>();
    List<Row> reasons = new ArrayList<>();
    for (Row row :
        context
            .lake()
            .read(WindowFeaturesTable.TABLE, scope)
            .groupBy("corpus", "feature_set", "refusal")
            .count()
            .orderBy(col("corpus"), col("feature_set"), col("refusal"))
            .collectAsList()) {
      Tally tally =
          tallies.computeIfAbsent(key(row.getString(0), row.getString(1)), key -> new Tally());
      long windows = row.getLong(3);
      if (row.isNullAt(2)) {
        tally.accepted += windows;
        continue;
      }
      String refusal = row.getString(2);
      Outcome outcome = ABSENT.contains(refusal) ? Outcome.EXCLUDED : Outcome.REJECTED;
      tally.excluded += outcome == Outcome.EXCLUDED ? windows : 0;
      tally.rejected += outcome == Outcome.REJECTED ? windows : 0;
      reasons.add(
          AccountingReasonsTable.row(
              scope,
              context.runId(),
              row.getString(0),
              unit(row.getString(1)),
              outcome,
              refusal,
              windows));
      if (refusal.startsWith(ExtractTask.FAILED)) {
        LOG.warn("{}: {} windows without {}, {}", scope, windows, row.getString(1), refusal);
      }
    }
    context.lake().replace(AccountingTable.TABLE, scope, counts(sets, tallies));
    context.lake().replace(AccountingReasonsTable.TABLE, scope, reasons);
  }

  private List<Row> counts(List<FeatureSet> sets, TreeMap<String, Tally> tallies) {
    List<Row> counts = new ArrayList<>();
    for (Row row :
        context
            .lake()
            .read(WindowsTable.TABLE, windowSet)
            .groupBy("corpus")
            .count()
            .orderBy("corpus")
            .collectAsList()) {
      for (FeatureSet set : sets) {
        Tally tally = tallies.getOrDefault(key(row.getString(0), set.label()), new Tally());
        counts.add(
            AccountingTable.row(
                WindowFeaturesTable.extracted(windowSet),
                context.runId(),
                new AccountingTable.Count(
                    row.getString(0),
                    unit(set.label()),
                    row.getLong(1),
                    tally.accepted,
                    tally.rejected,
                    tally.excluded)));
      }
    }
    return counts;
  }

  private static String key(String corpus, String featureSet) {
    return corpus + "/" + featureSet;
  }

  private static String unit(String featureSet) {
    return "windows for " + featureSet;
  }
}
