package org.purkinje.eval.pressure;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;
import org.purkinje.biosignal.pressure.grade.SubjectErrors;
import org.purkinje.jobsupport.table.BpSubjectsTable;
import org.purkinje.jobsupport.table.PredictionsTable;
import org.purkinje.jobsupport.table.RowBuilder;

/**
 * Rows of {@code predictions} and {@code bp_subjects}.
 *
 * @param calibration which windows are the calibration
 */
record ResultRows(String evaluation, String run, CalibrationMode calibration)
    implements Serializable {

  /** One row per scored window. */
  Stream<Row> predictions(Cohort cohort, FoldResult result) {
    SubjectWindows subject = cohort.subjects().get(result.heldOut());
    List<Row> rows = new ArrayList<>();
    for (CalibratedSpan span : subject.spans()) {
      double calibrationMmhg = span.reading().mmhg(result.target());
      for (PressureWindow window : span.scored()) {
        double predictedMmhg = result.predictedMmhg()[rows.size()];
        rows.add(
            new RowBuilder(PredictionsTable.TABLE)
                .set("evaluation", evaluation)
                .set("run", run)
                .set("corpus", window.corpus())
                .set("record", window.record())
                .set("subject", window.subject())
                .set("window_id", window.windowId())
                .set("features", cohort.features().label())
                .set("target", result.target().label())
                .set("method", result.method().label())
                .set("truth_mmhg", window.mmhg(result.target()))
                .set("calibration_mmhg", calibrationMmhg)
                .set("prediction_mmhg", predictedMmhg)
                .set("minutes_since_calibration", minutesSince(span, window))
                .set("windows", cohort.grading().windows().label())
                .set("seed", result.seed())
                .build());
      }
    }
    return rows.stream();
  }

  /** One row per subject. */
  Stream<Row> subjects(MethodScores scores, Origin origin) {
    return IntStream.range(0, scores.first().size())
        .mapToObj(s -> subject(scores, SubjectSummary.of(scores, s), s, origin));
  }

  private Row subject(MethodScores scores, SubjectSummary summary, int position, Origin origin) {
    Cohort cohort = scores.cohort();
    SubjectWindows subject = cohort.subjects().get(position);
    PressureWindow any = subject.windows().get(0);
    SubjectErrors errors = summary.errors();
    return origin
        .certificate()
        .addTo(new RowBuilder(BpSubjectsTable.TABLE))
        .set("evaluation", evaluation)
        .set("run", run)
        .set("corpus", any.corpus())
        .set("subject", any.subject())
        .set("features", cohort.features().label())
        .set("target", scores.target().label())
        .set("method", scores.method().label())
        .set("n", (long) errors.readings())
        .set("me_mmhg", errors.meMmhg())
        .set("sd_mmhg", finiteOrNull(errors.sdMmhg()))
        .set("mae_mmhg", errors.maeMmhg())
        .set("hold_calibration_mae_mmhg", summary.heldMaeMmhg())
        .set("skill", finiteOrNull(summary.skill()))
        .set("r", finiteOrNull(errors.correlation()))
        .set("truth_sd_mmhg", finiteOrNull(errors.truthSdMmhg()))
        .set("passes", summary.passes())
        .set("alignment", origin.timing().label())
        .set("windows", cohort.grading().windows().label())
        .set("calibration", calibration.label())
        .set("record_order", subject.order().label())
        .set("n_seeds", (long) scores.trainings().size())
        .build();
  }

  /** Since the start of the calibration's last window; null if that lies in another record. */
  private static @Nullable Double minutesSince(CalibratedSpan span, PressureWindow window) {
    List<PressureWindow> calibration = span.calibrationWindows();
    PressureWindow last = calibration.get(calibration.size() - 1);
    return window.recordKey().equals(last.recordKey())
        ? (window.startSeconds() - last.startSeconds()) / 60
        : null;
  }

  private static @Nullable Double finiteOrNull(double value) {
    return Double.isFinite(value) ? value : null;
  }
}
