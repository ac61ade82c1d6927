package org.purkinje.eval.pressure;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import org.purkinje.biosignal.pressure.grade.CalibrationDistance;
import org.purkinje.biosignal.pressure.grade.Skill;
import org.purkinje.biosignal.statistics.Descriptives;
import org.purkinje.eval.pressure.SubjectScore.Stratum;
import org.purkinje.jobsupport.table.MetricsTable;

/**
 * A figure of merit over subjects.
 *
 * @param value of the subjects, some of them perhaps repeated; NaN if undefined
 * @param readings how many readings of a subject it is made of; 0 if the subject takes no part
 */
record PressureMetric(
    String name,
    String unit,
    ToDoubleFunction<List<SubjectScore>> value,
    ToLongFunction<SubjectScore> readings) {

  private static final double NORMAL_95 = 1.96;

  static final List<PressureMetric> ALL = all();

  private static List<PressureMetric> all() {
    List<PressureMetric> metrics = new ArrayList<>();
    metrics.add(mmhg(MetricsTable.ME, PressureMetric::me));
    metrics.add(mmhg(MetricsTable.SD, PressureMetric::sd));
    metrics.add(mmhg(MetricsTable.MAE, PressureMetric::mae));
    metrics.add(
        mmhg("mae-subject-mean", s -> Descriptives.mean(each(s, x -> x.errors().maeMmhg()))));
    metrics.add(
        mmhg(
            MetricsTable.MAE_SUBJECT_MEDIAN,
            s -> Descriptives.median(each(s, x -> x.errors().maeMmhg()))));
    metrics.add(mmhg(MetricsTable.MAE_DIFFERENCE, s -> mae(s) - heldMae(s)));
    metrics.add(ofAll(MetricsTable.SKILL, "1", s -> new Skill(mae(s), heldMae(s)).value()));
    metrics.add(
        new PressureMetric(
            "within-subject-r-median",
            "1",
            s -> Descriptives.median(defined(s, x -> x.errors().correlation())),
            x -> Double.isNaN(x.errors().correlation()) ? 0 : x.readings()));
    metrics.add(
        mmhg(
            "truth-sd-subject-median",
            s -> Descriptives.median(defined(s, x -> x.errors().truthSdMmhg()))));
    metrics.add(ofAll("within-5", "%", s -> percent(s, SubjectScore::within5)));
    metrics.add(ofAll("within-10", "%", s -> percent(s, SubjectScore::within10)));
    metrics.add(ofAll("within-15", "%", s -> percent(s, SubjectScore::within15)));
    metrics.add(
        ofAll(
            "subjects-within-aami-limits",
            "%",
            s -> 100 * Descriptives.mean(each(s, x -> x.errors().withinAamiLimits() ? 1 : 0))));
    metrics.add(
        ofAll(
            "subjects-mae-below-5",
            "%",
            s -> 100 * Descriptives.mean(each(s, x -> x.errors().maeMmhg() < 5 ? 1 : 0))));
    metrics.add(mmhg("bland-altman-bias", PressureMetric::me));
    metrics.add(mmhg("bland-altman-lower", s -> me(s) - NORMAL_95 * sd(s)));
    metrics.add(mmhg("bland-altman-upper", s -> me(s) + NORMAL_95 * sd(s)));
    for (CalibrationDistance distance : CalibrationDistance.values()) {
      metrics.add(ofStratum(distance));
    }
    return List.copyOf(metrics);
  }

  private static PressureMetric mmhg(String name, ToDoubleFunction<List<SubjectScore>> value) {
    return ofAll(name, "mmHg", value);
  }

  private static PressureMetric ofAll(
      String name, String unit, ToDoubleFunction<List<SubjectScore>> value) {
    return new PressureMetric(name, unit, value, SubjectScore::readings);
  }

  /** Mean absolute error where the reference lies so far from the calibration. */
  private static PressureMetric ofStratum(CalibrationDistance distance) {
    return new PressureMetric(
        "mae-change-" + distance.label().replace("> ", "above-"),
        "mmHg",
        s -> {
          double absolute = sum(s, x -> stratum(x, distance).absoluteErrorMmhg());
          return absolute / sum(s, x -> stratum(x, distance).readings());
        },
        x -> stratum(x, distance).readings());
  }

  private static Stratum stratum(SubjectScore score, CalibrationDistance distance) {
    return score.strata().getOrDefault(distance, new Stratum(0, 0));
  }

  private static double me(List<SubjectScore> scores) {
    return pooled(scores, x -> x.errors().meMmhg());
  }

  private static double mae(List<SubjectScore> scores) {
    return pooled(scores, x -> x.errors().maeMmhg());
  }

  private static double heldMae(List<SubjectScore> scores) {
    return pooled(scores, SubjectScore::heldMaeMmhg);
  }

  /** Sample SD over all readings, from the subjects' own means and SDs. */
  private static double sd(List<SubjectScore> scores) {
    double me = me(scores);
    double squares =
        sum(
            scores,
            x -> {
              int n = x.readings();
              double distance = x.errors().meMmhg() - me;
              double sd = n > 1 ? x.errors().sdMmhg() : 0;
              return (n - 1) * sd * sd + n * distance * distance;
            });
    return Math.sqrt(squares / (sum(scores, SubjectScore::readings) - 1));
  }

  private static double percent(List<SubjectScore> scores, ToDoubleFunction<SubjectScore> count) {
    return 100 * sum(scores, count) / sum(scores, SubjectScore::readings);
  }

  private static double pooled(List<SubjectScore> scores, ToDoubleFunction<SubjectScore> mean) {
    return sum(scores, x -> x.readings() * mean.applyAsDouble(x))
        / sum(scores, SubjectScore::readings);
  }

  private static double sum(List<SubjectScore> scores, ToDoubleFunction<SubjectScore> value) {
    double sum = 0;
    for (SubjectScore score : scores) {
      sum += value.applyAsDouble(score);
    }
    return sum;
  }

  private static double[] each(List<SubjectScore> scores, ToDoubleFunction<SubjectScore> value) {
    return scores.stream().mapToDouble(value).toArray();
  }

  private static double[] defined(List<SubjectScore> scores, ToDoubleFunction<SubjectScore> value) {
    return scores.stream().mapToDouble(value).filter(Double::isFinite).toArray();
  }
}
