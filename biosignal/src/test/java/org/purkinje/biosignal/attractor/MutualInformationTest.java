package org.purkinje.biosignal.attractor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MutualInformationTest {

  /** Oracle: 0.16 to 0.18 time units for x of the Lorenz system (Abarbanel 1996, chapter 3). */
  @ParameterizedTest
  @ValueSource(ints = {1_250, 5_000, 20_000})
  void hasItsFirstMinimumOfTheLorenzSystemAtSeventeenHundredths(int samples) {
    assertThat(
            new MutualInformation(Trajectories.lorenz(samples)).firstMinimum(60).orElseThrow()
                * Trajectories.LORENZ_DT)
        .isBetween(0.16, 0.18);
  }

  /** A quarter of a period later a sine says least of itself. */
  @ParameterizedTest
  @ValueSource(doubles = {60, 87.7, 100, 110, 121.3})
  void hasItsFirstMinimumOfASineAtAQuarterOfThePeriod(double period) {
    assertThat(
            (double)
                new MutualInformation(Trajectories.sine(1_250, period))
                    .firstMinimum(60)
                    .orElseThrow())
        .isCloseTo(period / 4, within(1.0));
  }

  @Test
  void hasNoMinimumWhereInformationFallsAllTheWay() {
    assertThat(new MutualInformation(Trajectories.sine(1_250, 600)).firstMinimum(50)).isEmpty();
  }

  /** Independent samples share nothing but what few samples in many bins seem to. */
  @Test
  void isSmallBetweenSamplesOfNoiseAndLargeOfASampleWithItself() {
    MutualInformation noise = new MutualInformation(Trajectories.gaussianNoise(20_000, 9));
    assertThat(noise.atLag(1)).isBetween(0.0, 0.03);
    assertThat(noise.atLag(0)).isGreaterThan(1.5);
  }

  /** Two bins apart, each half of the time: knowing one is knowing the other, which is ln 2. */
  @Test
  void isOneBitOfAnAlternation() {
    double[] x = new double[2_000];
    for (int i = 0; i < x.length; i++) {
      x[i] = i % 2;
    }
    // At the ends of the range a spline splits each level evenly in two bins, whatever the level.
    assertThat(new MutualInformation(x).atLag(1)).isCloseTo(Math.log(2), within(1e-3));
  }

  @Test
  void dependsOnNeitherGainNorOffset() {
    double[] x = Trajectories.lorenz(1_250);
    double[] scaled = Arrays.stream(x).map(value -> 250 * value - 3_000).toArray();
    assertThat(new MutualInformation(scaled).atLag(7))
        .isCloseTo(new MutualInformation(x).atLag(7), within(1e-9));
  }
}
