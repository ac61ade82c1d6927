package org.purkinje.biosignal.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class PolyphaseResamplerTest {

  @Test
  void equalsTheDefinition() {
    double[] x = new double[200];
    for (int i = 0; i < x.length; i++) {
      x[i] = Math.sin(i * 0.3) + 0.1 * i;
    }
    int up = 25;
    int down = 72;
    double[] taps = KaiserLowpass.taps(720, 1.0 / 72, 5);
    double[] y = new PolyphaseResampler(up, down).resample(x);
    assertThat(y).hasSize(70);
    for (int m = 0; m < y.length; m++) {
      double sum = 0;
      for (int n = 0; n < x.length; n++) {
        int tap = m * down - n * up + 720;
        sum += tap >= 0 && tap < taps.length ? up * taps[tap] * x[n] : 0;
      }
      assertThat(y[m]).isCloseTo(sum, within(1e-12));
    }
  }

  @Test
  void reducesTheFactors() {
    PolyphaseResampler resampler = PolyphaseResampler.between(500, 240);
    assertThat(resampler).hasToString("PolyphaseResampler[12/25]");
    assertThat(PolyphaseResampler.between(125, 125)).hasToString("PolyphaseResampler[1/1]");
    assertThat(PolyphaseResampler.between(128, 125)).hasToString("PolyphaseResampler[125/128]");
    assertThat(PolyphaseResampler.between(62.4725, 125))
        .hasToString("PolyphaseResampler[50000/24989]");
  }

  @Test
  void copiesAtEqualRates() {
    double[] x = {1, 2, 3};
    assertThat(new PolyphaseResampler(3, 3).resample(x)).containsExactly(x).isNotSameAs(x);
  }

  @Test
  void comesBackFromThereWithinHalfAPercent() {
    double[] x = new double[3600];
    for (int i = 0; i < x.length; i++) {
      x[i] = Math.sin(2 * Math.PI * 5 * i / 360);
    }
    double[] there = PolyphaseResampler.between(360, 125).resample(x);
    double[] back = PolyphaseResampler.between(125, 360).resample(there);
    assertThat(back).hasSize(3600);
    for (int i = 360; i < 3240; i++) {
      assertThat(back[i]).isCloseTo(x[i], within(5e-3));
    }
  }

  @Test
  void refusesRatesAndFactorsThatAreNotPositive() {
    assertThatThrownBy(() -> new PolyphaseResampler(0, 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("resampling factors must be at least 1, got 0 and 2");
    assertThatThrownBy(() -> PolyphaseResampler.between(Double.NaN, 125))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("rates must be positive and finite, got NaN and 125.0 Hz");
    assertThatThrownBy(() -> PolyphaseResampler.between(1e7, 3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("quotient of the rates must have terms up to 100000, got 1.0E7 and 3.0 Hz");
  }
}
