package org.purkinje.eval.report.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class AxisTest {

  @Test
  void ticksAtRoundNumbersFromZeroWhenNear() {
    Axis axis = Axis.around("x", new double[] {12, 47}, 5);
    assertThat(axis.low()).isZero();
    assertThat(axis.high()).isEqualTo(50);
    assertThat(axis.ticks()).containsExactly(0.0, 10.0, 20.0, 30.0, 40.0, 50.0);
  }

  @Test
  void holdsEveryValueWithTicksOfOneTwoOrFive() {
    Random random = new Random(5);
    for (int i = 0; i < 2000; i++) {
      double scale = Math.pow(10, random.nextInt(14) - 6);
      double[] values = {scale * random.nextGaussian(), scale * random.nextGaussian()};
      for (Axis axis : new Axis[] {Axis.around("x", values, 5), Axis.over("x", values, 6)}) {
        assertThat(axis.share(values[0])).isBetween(-1e-9, 1 + 1e-9);
        assertThat(axis.share(values[1])).isBetween(-1e-9, 1 + 1e-9);
        assertThat(axis.ticks()).hasSizeBetween(2, 9);
        double mantissa = axis.step() / Math.pow(10, Math.floor(Math.log10(axis.step()) + 1e-9));
        assertThat(
                Math.min(
                    Math.abs(mantissa - 1),
                    Math.min(Math.abs(mantissa - 2), Math.abs(mantissa - 5))))
            .isCloseTo(0, within(1e-6));
      }
    }
  }

  @Test
  void givesAConstantAnAxisOfItsOwn() {
    for (double value : new double[] {0, 3.5, -2e6, 1e-9}) {
      Axis axis = Axis.around("x", new double[] {value}, 5);
      assertThat(axis.low()).isLessThan(axis.high());
      assertThat(axis.share(value)).isBetween(0.0, 1.0);
    }
  }

  @Test
  void passesOverValuesThatAreNotFinite() {
    Axis axis = Axis.around("x", new double[] {Double.NaN, 1, Double.POSITIVE_INFINITY, 2}, 5);
    assertThat(axis.high()).isEqualTo(2);
    assertThat(Axis.around("x", new double[] {Double.NaN}, 5).high()).isEqualTo(1);
  }
}
