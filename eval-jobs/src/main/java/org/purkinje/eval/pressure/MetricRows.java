package org.purkinje.eval.pressure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;
import org.purkinje.biosignal.pressure.grade.BlandAltman;
import org.purkinje.biosignal.pressure.grade.ValidationStandard;
import org.purkinje.biosignal.pressure.grade.Verdict;
import org.purkinje.biosignal.statistics.ConfidenceInterval;
import org.purkinje.biosignal.statistics.Descriptives;
import org.purkinje.biosignal.statistics.SubjectBootstrap;
import org.purkinje.jobsupport.table.MetricsTable;
import org.purkinje.jobsupport.table.RowBuilder;

/**
 * Rows of {@code metrics}.
 *
 * @param calibration which windows are the calibration
 */
record MetricRows(
    String evaluation, String run, CalibrationMode calibration, SubjectBootstrap bootstrap) {

  /** One row per metric and verdict; a metric that is undefined has none. */
  List<Row> of(MethodScores method, Origin origin) {
    List<Row> rows = new ArrayList<>();
    for (PressureMetric metric : PressureMetric.ALL) {
      double[] bySeed = method.each(t -> metric.value().applyAsDouble(t.scores()));
      boolean isTrivial =
          metric.name().equals(MetricsTable.MAE_DIFFERENCE)
              && method.method() == Method.HOLD_CALIBRATION;
      if (Double.isFinite(MethodScores.mean(bySeed)) && !isTrivial) {
        ConfidenceInterval interval = interval(metric, method);
        rows.add(
            figure(method, metric.readings(), bySeed, origin)
                .set("metric", metric.name())
                .set("unit", metric.unit())
                .set("ci_low", finiteOrNull(interval.low()))
                .set("ci_high", finiteOrNull(interval.high()))
                .build());
      }
    }
    limits(method, origin).forEach(rows::add);
    verdicts(method, origin).forEach(rows::add);
    return rows;
  }

  /** Limits of agreement; none where no subject has two readings. */
  private Stream<Row> limits(MethodScores method, Origin origin) {
    if (method.first().stream().allMatch(score -> score.readings() < 2)) {
      return Stream.empty();
    }
    return Stream.of("lower", "upper")
        .map(
            end ->
                figure(
                        method,
                        SubjectScore::readings,
                        method.each(
                            t -> {
                              BlandAltman limits = BlandAltman.repeatedMeasures(t.pooledWindows());
                              return end.equals("lower")
                                  ? limits.lowerLimitMmhg()
                                  : limits.upperLimitMmhg();
                            }),
                        origin)
                    .set("metric", "bland-altman-repeated-" + end)
                    .set("unit", "mmHg")
                    .build());
  }

  /** Each standard twice, on every window and on three of each subject; the worst of the seeds. */
  private Stream<Row> verdicts(MethodScores method, Origin origin) {
    return Arrays.stream(ValidationStandard.values())
        .flatMap(
            standard ->
                Stream.of(
                    verdict(
                        standard.label() + "-pooled-windows",
                        method,
                        method.trainings().stream()
                            .map(t -> standard.verdict(Optional.of(t.pooledWindows())))
                            .toList(),
                        origin),
                    verdict(
                        standard.label() + "-3-readings",
                        method,
                        method.trainings().stream()
                            .map(t -> standard.verdict(t.threeReadings()))
                            .toList(),
                        origin)));
  }

  private Row verdict(String name, MethodScores method, List<Verdict> bySeed, Origin origin) {
    Verdict worst = Verdict.worst(bySeed);
    return row(method, SubjectScore::readings, origin)
        .set("metric", name)
        .set("unit", "subjects")
        .set("value", (double) worst.countedSubjects())
        .set("verdict", worst.text())
        .set("n_seeds", (long) bySeed.size())
        .build();
  }

  private RowBuilder figure(
      MethodScores method, ToLongFunction<SubjectScore> readings, double[] bySeed, Origin origin) {
    double[] defined = Arrays.stream(bySeed).filter(Double::isFinite).toArray();
    return row(method, readings, origin)
        .set("value", MethodScores.mean(bySeed))
        .set("n_seeds", (long) defined.length)
        .set("seed_sd", finiteOrNull(Descriptives.sampleSd(defined)));
  }

  private RowBuilder row(
      MethodScores method, ToLongFunction<SubjectScore> readings, Origin origin) {
    Cohort cohort = method.cohort();
    return origin
        .certificate()
        .addTo(new RowBuilder(MetricsTable.TABLE))
        .set("evaluation", evaluation)
        .set("run", run)
        .set("task", MetricsTable.losoTask(method.target().label()))
        .set("model", origin.model())
        .set("features", cohort.features().label())
        .set("split", "leave-one-subject-out")
        .set("n", method.first().stream().mapToLong(readings).sum())
        .set(
            "n_subjects",
            method.first().stream().filter(score -> readings.applyAsLong(score) > 0).count())
        .set("method", method.method().label())
        .set("seed", method.trainings().get(0).seed())
        .set("data_snapshot", origin.snapshot())
        .set("alignment", origin.timing().label())
        .set("windows", cohort.grading().windows().label())
        .set("calibration", calibration.label());
  }

  /** Of the mean over seeds: each draw takes the same subjects for every seed. */
  private ConfidenceInterval interval(PressureMetric metric, MethodScores method) {
    SubjectScore[] resample = new SubjectScore[method.first().size()];
    List<SubjectScore> drawn = Arrays.asList(resample);
    return bootstrap.interval(
        resample.length,
        positions ->
            MethodScores.mean(
                method.each(
                    training -> {
                      for (int i = 0; i < positions.length; i++) {
                        resample[i] = training.scores().get(positions[i]);
                      }
                      return metric.value().applyAsDouble(drawn);
                    })));
  }

  private static @Nullable Double finiteOrNull(double value) {
    return Double.isFinite(value) ? value : null;
  }
}
