package org.purkinje.biosignal.attractor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DelayEmbeddingTest {

  /** Oracle: points written out one by one. */
  @ParameterizedTest
  @CsvSource({"1, 1", "2, 3", "3, 7", "6, 5"})
  void measuresLagByLagWhatPairByPairGives(int dimension, int delay) {
    double[] x = Trajectories.gaussianNoise(60, 4);
    DelayEmbedding embedding = new DelayEmbedding(x, dimension, delay);
    int points = 60 - (dimension - 1) * delay;
    double largest = 0;
    for (int lag = 0; lag < points; lag++) {
      double[] squared = new double[points];
      assertThat(embedding.squaredDistances(lag, squared, new double[60])).isEqualTo(points - lag);
      for (int i = 0; i < points - lag; i++) {
        double sum = 0;
        for (int axis = 0; axis < dimension; axis++) {
          sum += Math.pow(x[i + axis * delay] - x[i + lag + axis * delay], 2);
        }
        assertThat(squared[i]).isCloseTo(sum, within(1e-12));
        assertThat(embedding.squaredDistance(i, i + lag)).isCloseTo(sum, within(1e-12));
        largest = Math.max(largest, Math.sqrt(sum));
      }
    }
    assertThat(embedding.maxDistance()).isCloseTo(largest, within(1e-12));
  }

  /** Three delays a cycle: a circle of radius √3, whose chords of 1.2° are 2 √3 sin 0.6°. */
  @Test
  void addsUpTheChordsOfACircle() {
    DelayEmbedding embedding = new DelayEmbedding(Trajectories.sine(500, 300), 3, 100);
    double chord = 2 * Math.sqrt(3) * Math.sin(Math.PI / 300);
    assertThat(embedding.pathLength()).isCloseTo(299 * chord, within(1e-9));
  }

  @Test
  void hasNoPointsInASignalTooShort() {
    DelayEmbedding embedding = new DelayEmbedding(new double[5], 3, 3);
    assertThat(embedding.points()).isZero();
    assertThat(embedding.maxDistance()).isZero();
  }

  @Test
  void refusesADelayOfNothing() {
    assertThatThrownBy(() -> new DelayEmbedding(new double[5], 3, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("dimension and delay must be at least 1, got 3 and 0");
  }
}
