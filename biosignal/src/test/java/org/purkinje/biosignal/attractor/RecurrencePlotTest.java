package org.purkinje.biosignal.attractor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class RecurrencePlotTest {

  /**
   * By hand: of 0 1 2 0 1 5 0, with a radius of 0.5, the pairs (0,3), (1,4), (0,6) and (3,6) recur
   * of 21. (0,3) and (1,4) lie on one diagonal side by side, the other two alone.
   */
  @Test
  void countsARecurrencePlotByHand() {
    RecurrencePlot plot =
        new RecurrencePlot(new DelayEmbedding(new double[] {0, 1, 2, 0, 1, 5, 0}, 1, 1), 0.5);
    assertThat(plot.rate()).isCloseTo(4.0 / 21, within(1e-12));
    assertThat(plot.determinism(1)).isEqualTo(1);
    assertThat(plot.determinism(2)).isEqualTo(0.5);
    assertThat(plot.determinism(3)).isZero();
  }

  /** A line that ends where the plot ends counts too: of 0 1 2 0 1 2 it is (0,3), (1,4), (2,5). */
  @Test
  void countsALineThatEndsWithThePlot() {
    RecurrencePlot plot =
        new RecurrencePlot(new DelayEmbedding(new double[] {0, 1, 2, 0, 1, 2}, 1, 1), 0.5);
    assertThat(plot.determinism(3)).isEqualTo(1);
    assertThat(plot.determinism(4)).isZero();
  }

  @Test
  void isZeroWhereNothingRecurs() {
    RecurrencePlot plot =
        new RecurrencePlot(new DelayEmbedding(new double[] {0, 1, 2, 3}, 1, 1), 0.5);
    assertThat(plot.rate()).isZero();
    assertThat(plot.determinism(2)).isZero();
  }

  /** A circle is run through in the same way each time; only the plot's corners cut lines short. */
  @Test
  void isNearlyOneOfASine() {
    assertThat(of(Trajectories.sine(1_250, 97.3), 24).determinism(10)).isBetween(0.99, 1.0);
  }

  /** At a rate of 0.11 one of 10⁹ points begins a line of 10 recurrences by chance. */
  @Test
  void isNearlyZeroOfNoise() {
    RecurrencePlot plot = of(Trajectories.gaussianNoise(1_250, 3), 24);
    assertThat(plot.determinism(10)).isLessThan(0.001);
    assertThat(plot.rate()).isBetween(0.05, 0.2);
  }

  @Test
  void takesTheRadiusThatGivesARate() {
    DelayEmbedding noise = new DelayEmbedding(Trajectories.gaussianNoise(600, 8), 3, 10);
    RecurrencePlot plot = RecurrencePlot.ofRate(noise, 0.05);
    assertThat(plot.rate()).isCloseTo(0.05, within(1e-4));
    assertThat(plot.radius()).isLessThan(noise.maxDistance());
  }

  private static RecurrencePlot of(double[] x, int delay) {
    return RecurrencePlot.ofMaxDistance(new DelayEmbedding(x, 3, delay), 0.15);
  }
}
