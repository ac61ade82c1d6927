package org.purkinje.eval.pressure;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.spark.sql.Row;
import org.purkinje.biosignal.statistics.SubjectBootstrap;
import org.purkinje.jobsupport.certificate.Certificate;
import org.purkinje.jobsupport.certificate.PretrainedModel;
import org.purkinje.jobsupport.table.BpSubjectsTable;
import org.purkinje.jobsupport.table.Lake;
import org.purkinje.jobsupport.table.MetricsTable;

/** Replaces the scores of one evaluation. */
final class ResultWriter {

  private final Lake lake;
  private final ResultRows rows;
  private final MetricRows metricRows;

  ResultWriter(Lake lake, ResultRows rows, SubjectBootstrap bootstrap) {
    this.lake = lake;
    this.rows = rows;
    this.metricRows = new MetricRows(rows.evaluation(), rows.run(), rows.calibration(), bootstrap);
  }

  /**
   * @param cohorts of all that is graded, in the order that the results count them
   * @param certificates what the pretraining behind a feature set has seen
   */
  void write(
      List<Graded> graded,
      List<Cohort> cohorts,
      List<FoldResult> results,
      Function<FeatureSet, Certificate> certificates) {
    List<Row> subjects = new ArrayList<>();
    List<Row> metrics = new ArrayList<>();
    for (Graded part : graded) {
      for (MethodScores scores : MethodScores.of(part, cohorts, results)) {
        Origin origin = origin(scores.cohort(), certificates);
        rows.subjects(scores, origin).forEach(subjects::add);
        metrics.addAll(metricRows.of(scores, origin));
      }
    }
    lake.replace(BpSubjectsTable.TABLE, rows.evaluation(), subjects);
    lake.replace(MetricsTable.TABLE, rows.evaluation(), metrics);
  }

  private static Origin origin(Cohort cohort, Function<FeatureSet, Certificate> certificates) {
    Certificate certificate = certificates.apply(cohort.features());
    return new Origin(
        certificate.model().map(PretrainedModel::pretraining).orElse("hand-crafted"),
        cohort.snapshot(),
        certificate,
        cohort.timing());
  }
}
