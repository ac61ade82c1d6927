package org.purkinje.biosignal.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolyphaseResamplerTest {

  /** Of few samples, of so many that they are resampled in several parts, and up to their last. */
  @ParameterizedTest
  @CsvSource({
    "25, 72, 200",
    "25, 72, 1152",
    "25, 72, 73800",
    "1, 2, 15",
    "1, 2, 2047",
    "1, 4, 4099",
    "4, 1, 1025",
    "12, 25, 12801",
    "125, 128, 66000",
    "1, 1000, 17000",
    "1000, 1, 17"
  })
  void equalsTheDefinition(int up, int down, int samples) {
    double[] x = new double[samples];
    for (int i = 0; i < x.length; i++) {
      x[i] = Math.sin(i * 0.3) + 0.001 * i;
    }
    int half = 10 * Math.max(up, down);
    double[] taps = KaiserLowpass.taps(half, 1.0 / Math.max(up, down), 5);
    int last = samples - 1;
    double slope = (x[last] - x[0]) / last;
    double[] y = new PolyphaseResampler(up, down).resample(x);
    assertThat(y).hasSize((samples * up + down - 1) / down);
    for (int m = 0; m < y.length; m++) {
      double sum = 0;
      int middle = m * down / up;
      int reach = half / up + 1;
      for (int n = middle - reach; n <= middle + reach; n++) {
        int tap = m * down - n * up + half;
        double sample = n < 0 ? x[0] + n * slope : n <= last ? x[n] : x[last] + (n - last) * slope;
        sum += tap >= 0 && tap < taps.length ? up * taps[tap] * sample : 0;
      }
      assertThat(y[m]).as("output %d", m).isCloseTo(sum, within(1e-11));
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
