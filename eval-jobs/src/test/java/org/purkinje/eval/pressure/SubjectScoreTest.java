package org.purkinje.eval.pressure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.purkinje.biosignal.pressure.grade.CalibrationDistance;
import org.purkinje.eval.pressure.SubjectScore.Stratum;

/** Figures by hand. */
class SubjectScoreTest {

  @Test
  void summarisesOneSubject() {
    SubjectScore score =
        SubjectScore.of(
            0,
            new double[] {118, 130, 150},
            new double[] {122, 128, 138},
            new double[] {120, 120, 120});

    // Errors 4, -2, -12.
    assertThat(score.errors().meMmhg()).isCloseTo(-10.0 / 3, within(1e-12));
    assertThat(score.errors().sdMmhg()).isCloseTo(Math.sqrt(196.0 / 3), within(1e-12));
    assertThat(score.errors().maeMmhg()).isEqualTo(6);
    // Holding 120: errors 2, -10, -30.
    assertThat(score.heldMaeMmhg()).isEqualTo(14);
    assertThat(score.skill()).isCloseTo(1 - 6.0 / 14, within(1e-12));
    assertThat(score.within5()).isEqualTo(2);
    assertThat(score.within10()).isEqualTo(2);
    assertThat(score.within15()).isEqualTo(3);
    assertThat(score.strata())
        .containsEntry(CalibrationDistance.UP_TO_5, new Stratum(1, 4))
        .containsEntry(CalibrationDistance.UP_TO_10, new Stratum(1, 2))
        .containsEntry(CalibrationDistance.UP_TO_20, new Stratum(0, 0))
        .containsEntry(CalibrationDistance.ABOVE_20, new Stratum(1, 12));
  }
}
