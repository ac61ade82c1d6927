package org.purkinje.biosignal.pressure.grade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.purkinje.biosignal.statistics.Descriptives;

class PressureErrorsTest {

  @Test
  void weighsReadingsOrSubjectsEqually() {
    // Mean absolute errors of the subjects: 1, 4 and 10.
    PressureErrors errors =
        PressureErrors.of(PressureCases.of(new int[] {7, 7, 3, 5, 7, 7}, 1, -1, 4, -10, 1, -1));
    assertThat(errors.readings()).isEqualTo(6);
    assertThat(errors.subjects()).isEqualTo(3);
    assertThat(errors.meMmhg()).isCloseTo(-1, within(1e-12));
    assertThat(errors.maeMmhg()).isCloseTo(3, within(1e-12));
    assertThat(errors.sdMmhg()).isCloseTo(Math.sqrt(114.0 / 5), within(1e-12));
    assertThat(errors.subjectMeanMaeMmhg()).isCloseTo(5, within(1e-12));
    assertThat(errors.subjectMedianMaeMmhg()).isEqualTo(4);
    assertThat(errors.shareMaeBelow5()).isCloseTo(2.0 / 3, within(1e-12));
    assertThat(errors.shareWithinAamiLimits()).isCloseTo(1.0 / 3, within(1e-12));
  }

  @Test
  void correlatesInsideSubjectsOnly() {
    // Each subject falls where the truth rises; together they rise.
    PressurePairs pairs =
        new PressurePairs(
            new int[] {0, 0, 0, 1, 1, 1, 2, 2},
            new double[] {100, 101, 102, 140, 141, 142, 120, 121},
            new double[] {102, 101, 100, 142, 141, 140, 120, 121});
    PressureErrors errors = PressureErrors.of(pairs);
    assertThat(Descriptives.correlation(pairs.truthMmhg(), pairs.predictedMmhg()))
        .isGreaterThan(0.99);
    assertThat(errors.withinSubjectCorrelation()).isCloseTo(-1, within(1e-12));
    assertThat(errors.correlatedSubjects()).isEqualTo(2);
    assertThat(errors.withinSubjectTruthSdMmhg()).isEqualTo(1);
  }

  @Test
  void leavesTheCorrelationOfAHeldValueUndefined() {
    PressureErrors held =
        PressureErrors.of(
            new PressurePairs(new int[] {0, 0, 0}, new double[] {1, 2, 3}, new double[] {2, 2, 2}));
    assertThat(held.withinSubjectCorrelation()).isNaN();
    assertThat(held.correlatedSubjects()).isZero();
  }

  @Test
  void refusesPairsThatDoNotFit() {
    assertThatThrownBy(() -> new PressurePairs(new int[1], new double[2], new double[1]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "subjects, references and estimates must be equally many and not 0, got 1, 2 and 1");
    assertThatThrownBy(
            () -> new PressurePairs(new int[1], new double[] {120}, new double[] {Double.NaN}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("reference and estimate must be finite, got 120.0 and NaN at reading 0");
  }
}
