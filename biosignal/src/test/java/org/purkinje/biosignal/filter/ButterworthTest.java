package org.purkinje.biosignal.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** Closed forms of the Butterworth response; ScipyGoldensIT compares the sections themselves. */
class ButterworthTest {

  @Test
  void halvesThePowerAtEachEdge() {
    double halfPower = Math.sqrt(0.5);
    for (int order = 1; order <= 8; order++) {
      assertThat(gain(Butterworth.lowpass(order, 20, 125), 20, 125))
          .isCloseTo(halfPower, within(1e-9));
      assertThat(gain(Butterworth.highpass(order, 0.5, 125), 0.5, 125))
          .isCloseTo(halfPower, within(1e-6));
      SecondOrderSections band = Butterworth.bandpass(order, 4, 30, 125);
      assertThat(gain(band, 4, 125)).isCloseTo(halfPower, within(1e-9));
      assertThat(gain(band, 30, 125)).isCloseTo(halfPower, within(1e-9));
    }
  }

  @Test
  void followsTheMaximallyFlatResponse() {
    SecondOrderSections lowpass = Butterworth.lowpass(3, 10, 100);
    for (double f = 1; f < 50; f++) {
      double ratio = Math.tan(Math.PI * f / 100) / Math.tan(Math.PI * 10 / 100);
      assertThat(gain(lowpass, f, 100))
          .isCloseTo(1 / Math.sqrt(1 + Math.pow(ratio, 6)), within(1e-12));
    }
  }

  @Test
  void pairsOddOrdersWithASectionOfOrderOne() {
    SecondOrderSections highpass = Butterworth.highpass(5, 0.5, 125);
    assertThat(highpass.sections()).hasNumberOfRows(3);
    assertThat(highpass.padLength()).isEqualTo(18);
  }

  @Test
  void refusesEdgesBeyondHalfTheRate() {
    assertThatThrownBy(() -> Butterworth.lowpass(4, 62.5, 125))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("edge must lie between 0 and fs / 2 = 62.5 Hz, got 62.5");
    assertThatThrownBy(() -> Butterworth.bandpass(4, 8, 0.5, 125))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("lower edge must be below the upper edge, got 8.0 and 0.5 Hz");
    assertThatThrownBy(() -> Butterworth.highpass(0, 8, 125))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("filter order must be at least 1, got 0");
  }

  private static double gain(SecondOrderSections filter, double f, double fs) {
    Complex delay = Complex.polar(1, -2 * Math.PI * f / fs);
    double gain = 1;
    for (double[] s : filter.sections()) {
      gain *= quadratic(s[0], s[1], s[2], delay).abs() / quadratic(1, s[4], s[5], delay).abs();
    }
    return gain;
  }

  private static Complex quadratic(double c0, double c1, double c2, Complex z) {
    return new Complex(c0, 0).plus(z.times(c1)).plus(z.times(z).times(c2));
  }
}
