package org.purkinje.eval.pressure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.purkinje.biosignal.pressure.grade.BhsGrade;
import org.purkinje.biosignal.pressure.grade.BlandAltman;
import org.purkinje.biosignal.pressure.grade.PressureErrors;
import org.purkinje.biosignal.pressure.grade.PressurePairs;

/** What follows from the subjects' summaries, against the same figures over all readings. */
class PressureMetricTest {

  private static final List<SubjectScore> SCORES = scores();
  private static final PressurePairs PAIRS =
      PressurePairs.joined(SCORES.stream().map(SubjectScore::pairs).toList());

  @Test
  void agreesWithTheErrorsOverAllReadings() {
    PressureErrors errors = PressureErrors.of(PAIRS);

    assertMetric("me", errors.meMmhg());
    assertMetric("sd", errors.sdMmhg());
    assertMetric("mae", errors.maeMmhg());
    assertMetric("mae-subject-mean", errors.subjectMeanMaeMmhg());
    assertMetric("mae-subject-median", errors.subjectMedianMaeMmhg());
    assertMetric("within-subject-r-median", errors.withinSubjectCorrelation());
    assertMetric("truth-sd-subject-median", errors.withinSubjectTruthSdMmhg());
    assertMetric("subjects-within-aami-limits", 100 * errors.shareWithinAamiLimits());
    assertMetric("subjects-mae-below-5", 100 * errors.shareMaeBelow5());
    assertMetric("within-5", BhsGrade.percentWithin(PAIRS.errors(), 5));
    assertMetric("within-15", BhsGrade.percentWithin(PAIRS.errors(), 15));
    assertMetric("bland-altman-lower", BlandAltman.pooled(PAIRS).lowerLimitMmhg());
    assertMetric("bland-altman-upper", BlandAltman.pooled(PAIRS).upperLimitMmhg());
  }

  @Test
  void splitsTheReadingsByTheirDistanceFromTheCalibration() {
    long readings = 0;
    double absolute = 0;
    for (PressureMetric metric : PressureMetric.ALL) {
      if (metric.name().startsWith("mae-change-")) {
        long n = SCORES.stream().mapToLong(metric.readings()).sum();
        readings += n;
        absolute += n * metric.value().applyAsDouble(SCORES);
      }
    }
    assertThat(readings).isEqualTo(PAIRS.subjects().length);
    assertThat(absolute / readings).isCloseTo(value("mae"), within(1e-9));
  }

  @Test
  void hasNoSkillWhereTheCalibrationIsHeld() {
    SubjectScore held =
        SubjectScore.of(
            0,
            new double[] {100, 110, 130},
            new double[] {105, 105, 105},
            new double[] {105, 105, 105});

    assertThat(metric("skill").value().applyAsDouble(List.of(held))).isZero();
  }

  /** By hand: errors 0, 0 and 4 against 5, 5 and 25 of the held calibration. */
  @Test
  void comparesWithTheHeldCalibrationOnTheSameReadings() {
    SubjectScore better =
        SubjectScore.of(
            0,
            new double[] {100, 110, 130},
            new double[] {100, 110, 134},
            new double[] {105, 105, 105});

    assertThat(metric("mae-difference").value().applyAsDouble(List.of(better)))
        .isCloseTo((4 - 35) / 3.0, within(1e-12));
  }

  private static void assertMetric(String name, double expected) {
    assertThat(value(name)).as(name).isCloseTo(expected, within(1e-9));
  }

  private static double value(String name) {
    return metric(name).value().applyAsDouble(SCORES);
  }

  private static PressureMetric metric(String name) {
    return PressureMetric.ALL.stream()
        .filter(metric -> metric.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static List<SubjectScore> scores() {
    SplittableRandom random = new SplittableRandom(8);
    List<SubjectScore> scores = new ArrayList<>();
    for (int s = 0; s < 9; s++) {
      int n = 1 + random.nextInt(12);
      double[] truth = new double[n];
      double[] predicted = new double[n];
      for (int i = 0; i < n; i++) {
        truth[i] = 80 + 80 * random.nextDouble();
        predicted[i] = truth[i] + 20 * random.nextDouble() - 8;
      }
      scores.add(SubjectScore.of(s, truth, predicted, constant(n, 120)));
    }
    return scores;
  }

  private static double[] constant(int n, double value) {
    double[] constant = new double[n];
    Arrays.fill(constant, value);
    return constant;
  }
}
