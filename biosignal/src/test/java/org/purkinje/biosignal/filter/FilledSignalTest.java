package org.purkinje.biosignal.filter;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FilledSignalTest {

  private static final double MISSING = Double.NaN;

  @Test
  void bridgesGapsAndHoldsTheEdges() {
    FilledSignal filled =
        FilledSignal.of(new double[] {MISSING, 2, MISSING, MISSING, 5, 6, MISSING});
    assertThat(filled.samples()).containsExactly(2, 2, 3, 4, 5, 6, 6);
    assertThat(filled.gap()).containsExactly(true, false, true, true, false, false, true);
  }

  @Test
  void turnsASignalWithoutSamplesIntoZeros() {
    FilledSignal filled = FilledSignal.of(new double[] {MISSING, Double.POSITIVE_INFINITY});
    assertThat(filled.samples()).containsExactly(0, 0);
    assertThat(filled.gap()).containsExactly(true, true);
    assertThat(FilledSignal.of(new double[0]).samples()).isEmpty();
  }
}
