package org.purkinje.biosignal.attractor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SymmetricProjectionTest {

  /** Oracle: with a third of the period a sine of amplitude √2 is a circle of radius √3. */
  @Test
  void makesACircleOfASine() {
    SymmetricProjection circle = SymmetricProjection.of(Trajectories.sine(3_800, 300), 100);
    assertThat(circle.hullArea()).isCloseTo(3 * Math.PI, within(0.001));
    assertThat(circle.elongation()).isCloseTo(1, within(1e-9));
    assertThat(circle.meanRadius()).isCloseTo(Math.sqrt(3), within(1e-9));
    assertThat(circle.thickness()).isCloseTo(0, within(1e-9));
  }

  /** With a quarter, v = (cos - 3 sin) √2 / √6 and w = -sin - cos: eigenvalues 2 and 2/3. */
  @Test
  void makesAnEllipseOfASineWithAnotherDelay() {
    SymmetricProjection ellipse = SymmetricProjection.of(Trajectories.sine(3_750, 300), 75);
    assertThat(ellipse.elongation()).isCloseTo(Math.sqrt(1.0 / 3), within(1e-9));
    assertThat(ellipse.hullArea()).isCloseTo(4 * Math.PI / Math.sqrt(3), within(0.002));
  }

  @Test
  void seesNoOffset() {
    double[] x = Trajectories.gaussianNoise(100, 3);
    double[] shifted = Arrays.stream(x).map(value -> value + 5).toArray();
    double[] v = SymmetricProjection.of(x, 10).v();
    assertThat(SymmetricProjection.of(shifted, 10).v()).containsExactly(v, within(1e-12));
  }

  /** Two rings of radius 1 and 3: in each bin an SD of 1. */
  @Test
  void measuresTheThicknessOfTwoRings() {
    double[] v = new double[72];
    double[] w = new double[72];
    for (int i = 0; i < 36; i++) {
      double angle = (i + 0.5) * Math.PI / 18;
      v[i] = Math.cos(angle);
      w[i] = Math.sin(angle);
      v[36 + i] = 3 * v[i];
      w[36 + i] = 3 * w[i];
    }
    SymmetricProjection rings = new SymmetricProjection(v, w);
    assertThat(rings.thickness()).isCloseTo(1, within(1e-12));
    assertThat(rings.meanRadius()).isCloseTo(2, within(1e-12));
    assertThat(new SymmetricProjection(new double[] {1}, new double[] {0}).thickness()).isNaN();
  }

  @Test
  void takesTheHullOfASquareWithPointsInside() {
    double[] x = {0, 1, 1, 0, 0.5, 0.2, 0.5, 1};
    double[] y = {0, 0, 1, 1, 0.5, 0.9, 0, 0};
    assertThat(ConvexHull.area(x, y)).isCloseTo(1, within(1e-12));
    assertThat(ConvexHull.area(new double[] {0, 1, 2}, new double[] {0, 1, 2})).isZero();
    assertThat(ConvexHull.area(new double[0], new double[0])).isZero();
  }
}
