package org.purkinje.eval.pressure;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.purkinje.biosignal.metric.SubjectBootstrap;
import org.purkinje.eval.pressure.ResultRows.Origin;
import org.purkinje.jobsupport.certificate.Certificate;
import org.purkinje.jobsupport.table.AccountingTable;
import org.purkinje.jobsupport.table.BpSubjectsTable;
import org.purkinje.jobsupport.table.Lake;
import org.purkinje.jobsupport.table.MetricsTable;

/** Replaces the results of one evaluation. */
final class ResultWriter {

  private final Lake lake;
  private final ResultRows rows;

  ResultWriter(Lake lake, ResultRows rows) {
    this.lake = lake;
    this.rows = rows;
  }

  /**
   * @param fingerprints what the fingerprints' pretraining has seen
   */
  void writeScores(
      List<Cohort> cohorts,
      List<FoldResult> results,
      Certificate fingerprints,
      SubjectBootstrap bootstrap) {
    List<Row> subjects = new ArrayList<>();
    List<Row> metrics = new ArrayList<>();
    for (Cohort cohort : cohorts) {
      Origin origin = origin(cohort, fingerprints);
      for (MethodScores scores : MethodScores.of(cohort, results)) {
        rows.subjects(scores, origin).forEach(subjects::add);
        metrics.addAll(rows.metrics(scores, bootstrap, origin));
      }
    }
    lake.replace(BpSubjectsTable.TABLE, rows.evaluation(), subjects);
    lake.replace(MetricsTable.TABLE, rows.evaluation(), metrics);
  }

  void writeAccounting(
      String scope,
      List<Cohort> cohorts,
      Map<String, Long> discoveredByCorpus,
      Map<String, Long> refusedByCorpus) {
    lake.replace(
        AccountingTable.TABLE,
        scope,
        cohorts.stream()
            .flatMap(cohort -> cohort.accounting(discoveredByCorpus, refusedByCorpus).stream())
            .map(count -> AccountingTable.row(scope, rows.run(), count))
            .toList());
  }

  private static Origin origin(Cohort cohort, Certificate fingerprints) {
    boolean isPretrained = cohort.features().isFingerprint();
    Certificate certificate = isPretrained ? fingerprints : Certificate.notPretrained();
    return new Origin(
        isPretrained ? certificate.pretraining() : "hand-crafted",
        cohort.snapshot(),
        certificate.text());
  }
}
