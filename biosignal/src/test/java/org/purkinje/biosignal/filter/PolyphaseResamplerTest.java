package org.purkinje.biosignal.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
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
    double slope = (x[199] - x[0]) / 199;
    double[] y = new PolyphaseResampler(up, down).resample(x);
    assertThat(y).hasSize(70);
    for (int m = 0; m < y.length; m++) {
      double sum = 0;
      for (int n = -100; n < x.length + 100; n++) {
        int tap = m * down - n * up + 720;
        double sample = n < 0 ? x[0] + n * slope : n < 200 ? x[n] : x[199] + (n - 199) * slope;
        sum += tap >= 0 && tap < taps.length ? up * taps[tap] * sample : 0;
      }
      assertThat(y[m]).isCloseTo(sum, within(1e-12));
    }
  }

  @Test
  void reducesTheFactors() {
    Resampler resampler = Resampler.between(500, 240);
    assertThat(resampler).hasToString("PolyphaseResampler[12/25]");
    assertThat(Resampler.between(125, 125)).hasToString("PolyphaseResampler[1/1]");
    assertThat(Resampler.between(128, 125)).hasToString("PolyphaseResampler[125/128]");
    assertThat(Resampler.between(62.4725, 125)).hasToString("PolyphaseResampler[50000/24989]");
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
    double[] there = Resampler.between(360, 125).resample(x);
    double[] back = Resampler.between(125, 360).resample(there);
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
    assertThatThrownBy(() -> Resampler.between(Double.NaN, 125))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("rates must be positive and finite, got NaN and 125.0 Hz");
  }

  /** A millisecond clock of 8,992 samples in 300.014 s, and a data record of 0.333333 s. */
  @Test
  void leavesRatesWithoutAShortFractionToTheSinc() {
    assertThat(Resampler.between(29.968599622142204, 125)).isInstanceOf(SincResampler.class);
    assertThat(Resampler.between(300.0003000003, 125)).isInstanceOf(SincResampler.class);
    assertThat(Resampler.between(1e7, 3)).isInstanceOf(SincResampler.class);
  }

  /** An offset must leave no step at the ends: SciPy's default of zeros loses half of it there. */
  @Test
  void keepsAnOffsetToTheEnds() {
    double[] x = new double[5000];
    Arrays.fill(x, 20);
    for (double sample : new PolyphaseResampler(1, 4).resample(x)) {
      assertThat(sample).isCloseTo(20, within(1e-9));
    }
  }
}
