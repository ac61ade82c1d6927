package org.purkinje.eval.pressure;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.spark.sql.Row;
import org.purkinje.biosignal.metric.SubjectBootstrap;
import org.purkinje.eval.pressure.ResultRows.Origin;
import org.purkinje.jobsupport.certificate.Certificate;
import org.purkinje.jobsupport.certificate.PretrainedModel;
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
   * @param certificates what the pretraining behind a feature set has seen
   */
  void writeScores(
      List<Cohort> cohorts,
      List<FoldResult> results,
      Function<FeatureSet, Certificate> certificates,
      SubjectBootstrap bootstrap) {
    List<Row> subjects = new ArrayList<>();
    List<Row> metrics = new ArrayList<>();
    for (Cohort cohort : cohorts) {
      Origin origin = origin(cohort, certificates);
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

  private static Origin origin(Cohort cohort, Function<FeatureSet, Certificate> certificates) {
    Certificate certificate = certificates.apply(cohort.features());
    return new Origin(
        certificate.model().map(PretrainedModel::pretraining).orElse("hand-crafted"),
        cohort.snapshot(),
        certificate);
  }
}
