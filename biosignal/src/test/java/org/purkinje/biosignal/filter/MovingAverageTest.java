package org.purkinje.biosignal.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** Oracle: ndimage.uniform_filter1d([1, 2, 4, 8, 16], size, mode). */
class MovingAverageTest {

  private static final double[] POWERS = {1, 2, 4, 8, 16};

  @Test
  void looksOneSampleFurtherBackForEvenSpans() {
    assertThat(MovingAverage.mirrored(POWERS, 2)).containsExactly(1, 1.5, 3, 6, 12);
    assertThat(MovingAverage.held(POWERS, 4)).containsExactly(1.25, 2, 3.75, 7.5, 11);
  }

  @Test
  void mirrorsOrHoldsTheEnds() {
    assertThat(MovingAverage.mirrored(POWERS, 5)).containsExactly(2, 3.2, 6.2, 9.2, 10.4);
    assertThat(MovingAverage.held(POWERS, 5)).containsExactly(1.8, 3.2, 6.2, 9.2, 12);
  }

  @Test
  void refusesAnEmptySpan() {
    assertThatThrownBy(() -> MovingAverage.held(POWERS, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("span must be at least 1 sample, got 0");
  }
}
