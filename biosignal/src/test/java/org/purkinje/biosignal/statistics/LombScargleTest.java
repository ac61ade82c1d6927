package org.purkinje.biosignal.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LombScargleTest {

  /** Amplitude 3: a power of 4.5, nearly all of it within two widths of the line. */
  @Test
  void findsThePowerOfASineAtUnevenInstants() {
    LombScargle spectrum = sine(3, 0.21);
    assertThat(spectrum.power(0.2, 0.22)).isCloseTo(4.5, within(0.3));
    assertThat(spectrum.power(0.01, 0.15)).isLessThan(0.1);
  }

  @Test
  void isHighestAtTheSinesFrequency() {
    LombScargle spectrum = sine(1, 0.21);
    double best = 0;
    for (double hz = 0.02; hz < 0.5; hz += 0.001) {
      best = spectrum.density(hz) > spectrum.density(best) ? hz : best;
    }
    assertThat(best).isCloseTo(0.21, within(0.002));
  }

  /** Oracle: at even instants and the frequencies of the DFT, the square of its value. */
  @Test
  void equalsThePeriodogramOfTheDftAtEvenInstants() {
    SplittableRandom random = new SplittableRandom(3);
    int n = 64;
    double[] at = new double[n];
    double[] values = new double[n];
    for (int i = 0; i < n; i++) {
      at[i] = i;
      values[i] = random.nextGaussian();
    }
    LombScargle spectrum = LombScargle.of(at, values);
    double real = 0;
    double imaginary = 0;
    for (int i = 0; i < n; i++) {
      real += values[i] * Math.cos(2 * Math.PI * 5 * i / n);
      imaginary += values[i] * Math.sin(2 * Math.PI * 5 * i / n);
    }
    double periodogram = (real * real + imaginary * imaginary) / n;
    assertThat(spectrum.density(5.0 / n)).isCloseTo(2 * periodogram * (n - 1) / n, within(1e-9));
  }

  /** 300 s, 0.6 to 1 s apart. */
  private static LombScargle sine(double amplitude, double hz) {
    SplittableRandom random = new SplittableRandom(8);
    double[] at = new double[375];
    double[] values = new double[at.length];
    for (int i = 0; i < at.length; i++) {
      at[i] = (i == 0 ? 0 : at[i - 1]) + 0.6 + 0.4 * random.nextDouble();
      values[i] = 7 + amplitude * Math.sin(2 * Math.PI * hz * at[i] + 1);
    }
    return LombScargle.of(at, values);
  }
}
