package org.purkinje.biosignal.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Closed form: a sine sampled at one rate is the same sine at another. */
class SincResamplerTest {

  /** A phone's PPG of 5 min on a millisecond clock. */
  @Test
  void raisesARateWithoutAShortFractionWithoutDrift() {
    assertSine(29.968599622142204, 1.2, 8_992, 37_506);
  }

  /** 50 min of an EDF whose data record lasts 0.333333 s. */
  @Test
  void lowersARateWithoutAShortFractionWithoutDrift() {
    assertSine(300.0003000003, 43, 900_000, 375_000);
  }

  @Test
  void equalsThePolyphaseResamplerAtAShortFraction() {
    double[] x = new double[2_000];
    for (int i = 0; i < x.length; i++) {
      x[i] = 5 + Math.sin(i * 0.05) + 0.001 * i;
    }
    double[] expected = new PolyphaseResampler(25, 72).resample(x);
    assertThat(new SincResampler(72 / 25.0).resample(x)).containsExactly(expected, within(1e-3));
  }

  @Test
  void keepsAnOffsetToTheEnds() {
    double[] x = new double[900];
    Arrays.fill(x, 20);
    for (double sample : new SincResampler(300.0003000003 / 125).resample(x)) {
      assertThat(sample).isCloseTo(20, within(1e-12));
    }
  }

  private static void assertSine(double fromHz, double sineHz, int samples, int expected) {
    double[] x = new double[samples];
    for (int i = 0; i < samples; i++) {
      x[i] = Math.sin(2 * Math.PI * sineHz * i / fromHz);
    }
    double[] y = Resampler.between(fromHz, 125).resample(x);
    assertThat(y).hasSize(expected);
    double worst = 0;
    for (int j = 50; j < y.length - 50; j++) {
      worst = Math.max(worst, Math.abs(y[j] - Math.sin(2 * Math.PI * sineHz * j / 125)));
    }
    assertThat(worst).isLessThan(5e-3);
  }
}
