package org.purkinje.eval.pressure;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.purkinje.biosignal.metric.SubjectBootstrap;
import org.purkinje.eval.pressure.ResultRows.Origin;
import org.purkinje.jobsupport.certificate.Certificate;
import org.purkinje.jobsupport.table.BpSubjectsTable;
import org.purkinje.jobsupport.table.Lake;
import org.purkinje.jobsupport.table.MetricsTable;

/** Replaces the scores of one evaluation. */
final class ResultWriter {

  private final Lake lake;
  private final ResultRows rows;

  ResultWriter(Lake lake, ResultRows rows) {
    this.lake = lake;
    this.rows = rows;
  }

  /**
   * @param cohorts of all that is graded, in the order that the results count them
   * @param fingerprints what the fingerprints' pretraining has seen
   */
  void write(
      List<Graded> graded,
      List<Cohort> cohorts,
      List<FoldResult> results,
      Certificate fingerprints,
      SubjectBootstrap bootstrap) {
    List<Row> subjects = new ArrayList<>();
    List<Row> metrics = new ArrayList<>();
    for (Graded part : graded) {
      for (MethodScores scores : MethodScores.of(part, cohorts, results)) {
        Origin origin = origin(scores.cohort(), fingerprints);
        rows.subjects(scores, origin).forEach(subjects::add);
        metrics.addAll(rows.metrics(scores, bootstrap, origin));
      }
    }
    lake.replace(BpSubjectsTable.TABLE, rows.evaluation(), subjects);
    lake.replace(MetricsTable.TABLE, rows.evaluation(), metrics);
  }

  private static Origin origin(Cohort cohort, Certificate fingerprints) {
    boolean isPretrained = cohort.features().isFingerprint();
    Certificate certificate = isPretrained ? fingerprints : Certificate.notPretrained();
    return new Origin(
        isPretrained ? certificate.pretraining() : "hand-crafted",
        cohort.snapshot(),
        certificate.text(),
        cohort.timing());
  }
}
