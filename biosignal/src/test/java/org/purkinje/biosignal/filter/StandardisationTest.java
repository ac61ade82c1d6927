package org.purkinje.biosignal.filter;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StandardisationTest {

  @Test
  void dividesByThePopulationSd() {
    double[] x = {1, 3};
    assertThat(Standardisation.of(x)).isEqualTo(new Standardisation(2, 1));
    assertThat(Standardisation.of(x).apply(x)).containsExactly(-1, 1);
  }

  @Test
  void turnsAConstantIntoZeros() {
    double[] x = {4, 4, 4};
    assertThat(Standardisation.of(x).apply(x)).containsOnly(0);
  }
}
