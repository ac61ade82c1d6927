package org.purkinje.biosignal.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** Against SciPy's scipy.stats.t. */
class StudentTTest {

  @Test
  void hasTheQuantilesOfTables() {
    assertThat(StudentT.quantile(1, 0.95)).isCloseTo(12.706204736174694, within(1e-9));
    assertThat(StudentT.quantile(2, 0.95)).isCloseTo(4.302652729749462, within(1e-9));
    assertThat(StudentT.quantile(4, 0.95)).isCloseTo(2.7764451051977934, within(1e-9));
    assertThat(StudentT.quantile(5, 0.95)).isCloseTo(2.5705818356363146, within(1e-9));
    assertThat(StudentT.quantile(10, 0.95)).isCloseTo(2.228138851986274, within(1e-9));
    assertThat(StudentT.quantile(30, 0.95)).isCloseTo(2.0422724563012378, within(1e-9));
  }

  @Test
  void holdsTheMeanOfFiveValues() {
    ConfidenceInterval interval = StudentT.ofMean(new double[] {0.1, 0.3, 0.2, 0.6, 0.4}, 0.95);
    assertThat(interval.low()).isCloseTo(0.08116116119000202, within(1e-9));
    assertThat(interval.high()).isCloseTo(0.558838838809998, within(1e-9));
  }

  @Test
  void refusesAMeanOfOneValue() {
    assertThatThrownBy(() -> StudentT.ofMean(new double[] {1}, 0.95))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("degrees of freedom must be at least 1, got 0");
  }
}
