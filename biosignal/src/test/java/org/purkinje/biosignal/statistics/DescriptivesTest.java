package org.purkinje.biosignal.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** Oracle: numpy's mean, std, percentile and corrcoef, SciPy's skew and kurtosis. */
class DescriptivesTest {

  private static final double[] X = {1, 2, 4, 8, 16};

  @Test
  void agreesWithNumpyAndScipy() {
    assertThat(Descriptives.mean(X)).isEqualTo(6.2);
    assertThat(Descriptives.populationSd(X)).isCloseTo(5.455272678794342, within(1e-12));
    assertThat(Descriptives.sampleSd(X)).isCloseTo(6.0991802727907630, within(1e-12));
    assertThat(Descriptives.skewness(X)).isCloseTo(0.8890481348169542, within(1e-12));
    assertThat(Descriptives.excessKurtosis(X)).isCloseTo(-0.6740591397849474, within(1e-12));
    assertThat(Descriptives.percentile(X, 98)).isCloseTo(15.36, within(1e-12));
    assertThat(Descriptives.percentile(X, 100)).isEqualTo(16);
    assertThat(Descriptives.correlation(X, new double[] {1, 3, 2, 5, 4}))
        .isCloseTo(0.6740186015747764, within(1e-12));
  }

  @Test
  void takesTheMeanOfTheMiddleTwoAsMedian() {
    assertThat(Descriptives.median(new double[] {4, 1, 3, 2})).isEqualTo(2.5);
  }

  @Test
  void isUndefinedWhereThereAreTooFewNumbers() {
    assertThat(Descriptives.median(new double[0])).isNaN();
    assertThat(Descriptives.mean(new double[0])).isNaN();
    assertThat(Descriptives.sampleSd(new double[] {1})).isNaN();
    assertThat(Descriptives.correlation(new double[] {1, 1}, new double[] {1, 2})).isNaN();
  }

  @Test
  void refusesToCorrelateListsOfUnequalLength() {
    assertThatThrownBy(() -> Descriptives.correlation(X, new double[2]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("correlated lists must be equally long, got 5 and 2");
  }
}
