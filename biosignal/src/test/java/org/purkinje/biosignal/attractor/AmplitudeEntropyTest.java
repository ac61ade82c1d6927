package org.purkinje.biosignal.attractor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class AmplitudeEntropyTest {

  /** Differential entropy of a Gaussian, ½ ln 2πe, less the logarithm of a bin's width. */
  @Test
  void isThatOfAGaussian() {
    double expected = (0.5 * Math.log(2 * Math.PI * Math.E) - Math.log(6.0 / 32)) / Math.log(32);
    assertThat(AmplitudeEntropy.of(Trajectories.gaussianNoise(200_000, 2)))
        .isCloseTo(expected, within(0.003));
  }

  /** From -√3 to √3: 18 whole bins and two halves of what is left. */
  @Test
  void isThatOfAUniformDistribution() {
    double[] ramp = new double[100_000];
    for (int i = 0; i < ramp.length; i++) {
      ramp[i] = Math.sqrt(3) * (2 * (i + 0.5) / ramp.length - 1);
    }
    double whole = 6.0 / 32 / (2 * Math.sqrt(3));
    double part = (1 - 18 * whole) / 2;
    double expected = -(18 * whole * Math.log(whole) + 2 * part * Math.log(part)) / Math.log(32);
    assertThat(AmplitudeEntropy.of(ramp)).isCloseTo(expected, within(1e-4));
  }

  @Test
  void isOneWhereEveryBinHoldsAsMuchAndZeroWhereOneHoldsAll() {
    double[] even = new double[32];
    Arrays.setAll(even, bin -> -3 + (bin + 0.5) * 6 / 32);
    assertThat(AmplitudeEntropy.of(even)).isCloseTo(1, within(1e-12));
    assertThat(AmplitudeEntropy.of(new double[] {0.1, 0.1, 0.1})).isZero();
  }

  @Test
  void countsWhatLiesBeyondThreeSdInTheOutermostBins() {
    assertThat(AmplitudeEntropy.of(new double[] {-9, -2.95, 2.95, 9}))
        .isCloseTo(Math.log(2) / Math.log(32), within(1e-12));
  }
}
