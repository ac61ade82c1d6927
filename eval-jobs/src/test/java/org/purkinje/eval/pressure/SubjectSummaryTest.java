package org.purkinje.eval.pressure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.purkinje.eval.pressure.MethodScores.Training;

/** Figures by hand. */
class SubjectSummaryTest {

  private static final Cohort COHORT =
      SyntheticWindows.cohort(FeatureSet.PPG, SyntheticWindows.of(3, 4, 2), 3);

  @Test
  void averagesTheTrainingsAndNotTheirPredictions() {
    // Errors 2, 2 and -2, -2: the mean prediction would have no error at all.
    SubjectSummary summary = summary(new double[] {2, 2}, new double[] {-2, -2});

    assertThat(summary.errors().maeMmhg()).isEqualTo(2);
    assertThat(summary.errors().meMmhg()).isZero();
    assertThat(summary.errors().readings()).isEqualTo(2);
    // The calibration is 10 above the truth.
    assertThat(summary.skill()).isCloseTo(1 - 2.0 / 10, within(1e-12));
  }

  @Test
  void tellsTheTwoLimitsApart() {
    assertThat(summary(new double[] {1, 1, 1}).passes()).isEqualTo("aami-subject and mae-below-5");
    assertThat(summary(new double[] {6, -6, 6, -6}).passes()).isEqualTo("aami-subject");
    assertThat(summary(new double[] {0, 0, 0, 0, 0, 20}).passes()).isEqualTo("mae-below-5");
    assertThat(summary(new double[] {9, 9, 9}).passes()).isEqualTo("no");
    assertThat(summary(new double[] {0, 0}).passes()).isEqualTo("too few");
  }

  private static SubjectSummary summary(double[]... errorsBySeed) {
    List<Training> trainings =
        Arrays.stream(errorsBySeed)
            .map(
                errors -> {
                  double[] calibration = new double[errors.length];
                  Arrays.fill(calibration, 10);
                  SubjectScore score =
                      SubjectScore.of(0, new double[errors.length], errors, calibration);
                  return new Training(COHORT, 1, List.of(score));
                })
            .toList();
    return SubjectSummary.of(
        new MethodScores(Target.SBP, Method.LIGHTGBM_CALIBRATED, trainings), 0);
  }
}
