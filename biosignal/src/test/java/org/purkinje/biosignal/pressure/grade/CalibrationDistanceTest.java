package org.purkinje.biosignal.pressure.grade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.junit.jupiter.api.Test;

class CalibrationDistanceTest {

  @Test
  void putsEachReadingIntoOneStratum() {
    double[] truth = {120, 115, 114.9, 130, 140.1, 80};
    double[] calibration = {120, 120, 120, 120, 120, 120};
    Map<CalibrationDistance, int[]> strata = CalibrationDistance.split(truth, calibration);
    assertThat(strata.get(CalibrationDistance.UP_TO_5)).containsExactly(0, 1);
    assertThat(strata.get(CalibrationDistance.UP_TO_10)).containsExactly(2, 3);
    assertThat(strata.get(CalibrationDistance.UP_TO_20)).isEmpty();
    assertThat(strata.get(CalibrationDistance.ABOVE_20)).containsExactly(4, 5);
    assertThat(CalibrationDistance.UP_TO_10.label()).isEqualTo("5-10");
  }

  @Test
  void comparesWithHoldingTheCalibrationValue() {
    assertThat(new Skill(9.86, 9.49).value()).isCloseTo(-0.039, within(5e-4));
    assertThat(new Skill(0, 5).value()).isEqualTo(1);
  }

  @Test
  void refusesWhatIsNoDifference() {
    assertThatThrownBy(() -> CalibrationDistance.of(Double.NaN))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("difference must be a number, got NaN");
    assertThatThrownBy(() -> CalibrationDistance.split(new double[1], new double[2]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("references and calibrations must be equally many, got 1 and 2");
  }
}
