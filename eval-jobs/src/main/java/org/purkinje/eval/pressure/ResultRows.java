package org.purkinje.eval.pressure;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;
import org.purkinje.biosignal.metric.BlandAltman;
import org.purkinje.biosignal.metric.ConfidenceInterval;
import org.purkinje.biosignal.metric.SubjectBootstrap;
import org.purkinje.biosignal.metric.SubjectErrors;
import org.purkinje.jobsupport.certificate.Certificate;
import org.purkinje.jobsupport.table.BpSubjectsTable;
import org.purkinje.jobsupport.table.MetricsTable;
import org.purkinje.jobsupport.table.PredictionsTable;
import org.purkinje.jobsupport.table.RowBuilder;

/** Rows of {@code predictions}, {@code bp_subjects} and {@code metrics}. */
record ResultRows(String evaluation, String run) implements Serializable {

  /**
   * What the rows of one feature set say of their origin.
   *
   * @param model pretraining behind the features
   * @param snapshot digest of the windows that took part
   * @param certificate what they share with the pretraining
   */
  record Origin(String model, String snapshot, Certificate certificate) {}

  /** One row per scored window. */
  Stream<Row> predictions(SubjectWindows subject, FoldResult result) {
    PressureWindow calibration = subject.calibration();
    return IntStream.range(0, result.predictedMmhg().length)
        .mapToObj(
            i -> {
              PressureWindow window = subject.scored().get(i);
              boolean sameRecord = window.record().equals(calibration.record());
              double seconds = window.startSeconds() - calibration.startSeconds();
              return new RowBuilder(PredictionsTable.TABLE)
                  .set("evaluation", evaluation)
                  .set("run", run)
                  .set("corpus", window.corpus())
                  .set("record", window.record())
                  .set("subject", window.subject())
                  .set("window_id", window.windowId())
                  .set("features", result.features().label())
                  .set("target", result.target().label())
                  .set("method", result.method().label())
                  .set("truth_mmhg", window.mmhg(result.target()))
                  .set("calibration_mmhg", calibration.mmhg(result.target()))
                  .set("prediction_mmhg", result.predictedMmhg()[i])
                  .set("minutes_since_calibration", sameRecord ? seconds / 60 : null)
                  .build();
            });
  }

  /** One row per subject. */
  Stream<Row> subjects(MethodScores scores, Origin origin) {
    return scores.scores().stream().map(score -> subject(scores, score, origin));
  }

  private Row subject(MethodScores scores, SubjectScore score, Origin origin) {
    SubjectErrors errors = score.errors();
    PressureWindow calibration = scores.cohort().subjects().get(errors.subject()).calibration();
    return origin
        .certificate()
        .addTo(new RowBuilder(BpSubjectsTable.TABLE))
        .set("evaluation", evaluation)
        .set("run", run)
        .set("corpus", calibration.corpus())
        .set("subject", calibration.subject())
        .set("features", scores.cohort().features().label())
        .set("target", scores.target().label())
        .set("method", scores.method().label())
        .set("n", (long) score.readings())
        .set("me_mmhg", errors.meMmhg())
        .set("sd_mmhg", finiteOrNull(errors.sdMmhg()))
        .set("mae_mmhg", errors.maeMmhg())
        .set("hold_calibration_mae_mmhg", score.heldMaeMmhg())
        .set("skill", finiteOrNull(score.skill()))
        .set("r", finiteOrNull(errors.correlation()))
        .set("truth_sd_mmhg", finiteOrNull(errors.truthSdMmhg()))
        .set("passes", score.passes())
        .build();
  }

  /** One row per metric and grade; a metric that is undefined has none. */
  List<Row> metrics(MethodScores method, SubjectBootstrap bootstrap, Origin origin) {
    List<Row> rows = new ArrayList<>();
    List<SubjectScore> scores = method.scores();
    for (PressureMetric metric : PressureMetric.ALL) {
      double value = metric.value().applyAsDouble(scores);
      if (Double.isFinite(value)) {
        ConfidenceInterval interval = interval(metric, scores, bootstrap);
        rows.add(
            metric(method, metric.readings(), bootstrap.seed(), origin)
                .set("metric", metric.name())
                .set("unit", metric.unit())
                .set("value", value)
                .set("ci_low", finiteOrNull(interval.low()))
                .set("ci_high", finiteOrNull(interval.high()))
                .build());
      }
    }
    BlandAltman repeated = BlandAltman.repeatedMeasures(method.pairs());
    rows.add(limit("lower", repeated.lowerLimitMmhg(), method, bootstrap, origin));
    rows.add(limit("upper", repeated.upperLimitMmhg(), method, bootstrap, origin));
    for (PressureGrade grade : PressureGrade.of(method.pairs())) {
      rows.add(
          metric(method, SubjectScore::readings, bootstrap.seed(), origin)
              .set("metric", grade.name())
              .set("unit", "grade")
              .set("value", grade.code())
              .set("verdict", grade.verdict())
              .build());
    }
    return rows;
  }

  private Row limit(
      String end, double mmhg, MethodScores method, SubjectBootstrap bootstrap, Origin origin) {
    return metric(method, SubjectScore::readings, bootstrap.seed(), origin)
        .set("metric", "bland-altman-repeated-" + end)
        .set("unit", "mmHg")
        .set("value", mmhg)
        .build();
  }

  private RowBuilder metric(
      MethodScores method, ToLongFunction<SubjectScore> readings, long seed, Origin origin) {
    return origin
        .certificate()
        .addTo(new RowBuilder(MetricsTable.TABLE))
        .set("evaluation", evaluation)
        .set("run", run)
        .set("task", "loso-" + method.target().label())
        .set("model", origin.model())
        .set("features", method.cohort().features().label())
        .set("split", "leave-one-subject-out")
        .set("n", method.scores().stream().mapToLong(readings).sum())
        .set(
            "n_subjects",
            method.scores().stream().filter(score -> readings.applyAsLong(score) > 0).count())
        .set("method", method.method().label())
        .set("seed", seed)
        .set("data_snapshot", origin.snapshot());
  }

  private static ConfidenceInterval interval(
      PressureMetric metric, List<SubjectScore> scores, SubjectBootstrap bootstrap) {
    SubjectScore[] resample = new SubjectScore[scores.size()];
    List<SubjectScore> drawn = Arrays.asList(resample);
    return bootstrap.interval(
        scores.size(),
        positions -> {
          for (int i = 0; i < positions.length; i++) {
            resample[i] = scores.get(positions[i]);
          }
          return metric.value().applyAsDouble(drawn);
        });
  }

  private static @Nullable Double finiteOrNull(double value) {
    return Double.isFinite(value) ? value : null;
  }
}
