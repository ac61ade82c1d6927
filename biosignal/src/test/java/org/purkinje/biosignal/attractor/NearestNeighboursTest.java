package org.purkinje.biosignal.attractor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class NearestNeighboursTest {

  /** Oracle: every pair, one by one. */
  @Test
  void findsTheNearestPointThatIsNotNearInTime() {
    DelayEmbedding embedding = new DelayEmbedding(Trajectories.gaussianNoise(120, 5), 2, 3);
    int[] found = NearestNeighbours.of(embedding, 10, 20).at();
    assertThat(found).hasSize(120 - 3 - 20);
    for (int i = 0; i < found.length; i++) {
      int nearest = -1;
      for (int j = 0; j < found.length; j++) {
        if (Math.abs(i - j) > 10
            && (nearest < 0
                || embedding.squaredDistance(i, j) < embedding.squaredDistance(i, nearest))) {
          nearest = j;
        }
      }
      assertThat(found[i]).as("neighbour of %d", i).isEqualTo(nearest);
    }
  }

  @Test
  void findsNoneWhereAllPointsAreNearInTime() {
    NearestNeighbours none =
        NearestNeighbours.of(new DelayEmbedding(Trajectories.sine(30, 9), 2, 2), 40, 5);
    assertThat(none.at()).containsOnly(-1);
    assertThat(none.falseShare()).isNaN();
    assertThat(none.divergencePerSample(1, 5)).isNaN();
  }

  /** The attractor has a dimension of 2.06: in a plane it crosses itself, in space it does not. */
  @Test
  void unfoldsTheLorenzSystemInThreeDimensions() {
    assertThat(falseShare(Trajectories.lorenz(5_000), 1, 17)).isGreaterThan(0.5);
    assertThat(falseShare(Trajectories.lorenz(5_000), 2, 17)).isGreaterThan(0.05);
    assertThat(falseShare(Trajectories.lorenz(5_000), 3, 17)).isLessThan(0.01);
  }

  /** A line is crossed upward and downward, a circle is not. */
  @Test
  void unfoldsASineInTwoDimensions() {
    assertThat(falseShare(Trajectories.sine(1_250, 97.3), 1, 24)).isGreaterThan(0.4);
    assertThat(falseShare(Trajectories.sine(1_250, 97.3), 2, 24)).isZero();
  }

  /** Its neighbours are equal but for rounding, which is no distance that could grow. */
  @Test
  void takesRoundingOfAPeriodicSignalForNoDistance() {
    double[] periodic = Trajectories.sine(1_250, 100);
    assertThat(falseShare(periodic, 2, 25)).isZero();
    assertThat(
            NearestNeighbours.of(new DelayEmbedding(periodic, 3, 25), 90, 62)
                .divergencePerSample(13, 62))
        .isCloseTo(0, within(1e-12));
  }

  /** No dimension unfolds noise. */
  @Test
  void leavesNoiseFolded() {
    assertThat(falseShare(Trajectories.gaussianNoise(1_250, 6), 3, 10)).isGreaterThan(0.05);
  }

  private static double falseShare(double[] x, int dimension, int delay) {
    return NearestNeighbours.of(new DelayEmbedding(x, dimension, delay), 90, 60).falseShare();
  }

  /** Oracle: λ = 0.906 per time unit (Sprott 2003), fitted from 0.5 to 3 time units. */
  @Test
  void findsTheLyapunovExponentOfTheLorenzSystem() {
    NearestNeighbours neighbours =
        NearestNeighbours.of(new DelayEmbedding(Trajectories.lorenz(10_000), 3, 17), 80, 300);
    assertThat(neighbours.divergencePerSample(50, 300) / Trajectories.LORENZ_DT)
        .isCloseTo(0.906, within(0.0906));
  }

  /** Oracle: neighbours on a circle stay as far apart as they are. */
  @Test
  void findsNoDivergenceOfASine() {
    NearestNeighbours neighbours =
        NearestNeighbours.of(new DelayEmbedding(Trajectories.sine(1_250, 97.3), 3, 24), 97, 62);
    assertThat(125 * neighbours.divergencePerSample(13, 62)).isCloseTo(0, within(0.02));
  }

  /**
   * x' = 0.02 x, one trajectory beside another: each distance grows by the same factor, so that the
   * slope is the exponent whatever the line is fitted to.
   */
  @Test
  void findsTheRateOfAnExponentialGrowth() {
    double[] x = new double[400];
    for (int i = 0; i < 200; i++) {
      x[i] = Math.exp(0.02 * i);
      x[200 + i] = 1.01 * Math.exp(0.02 * i);
    }
    DelayEmbedding embedding = new DelayEmbedding(x, 1, 1);
    int[] beside = new int[150];
    for (int i = 0; i < beside.length; i++) {
      beside[i] = i + 200;
    }
    assertThat(new NearestNeighbours(embedding, beside).divergencePerSample(5, 50))
        .isCloseTo(0.02, within(1e-9));
  }
}
