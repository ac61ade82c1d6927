package org.purkinje.models.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.purkinje.models.golden.Goldens;

class SineCosineIT {

  @ParameterizedTest
  @CsvSource({"50, 64", "80, 32"})
  void placesTokensLikeTheReference(int positions, int width) {
    Goldens.assumePresent();
    double[] expected =
        Goldens.tensors("ops").doubles("sincos_%d_%d/y".formatted(positions, width));
    assertThat(SineCosine.table(positions, width)).containsExactly(expected, within(1e-7));
  }
}
