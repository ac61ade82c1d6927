package org.purkinje.biosignal.beat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Oracle: SciPy's find_peaks, see {@code golden/beat/gradient-r-peaks/HOW.md}. */
class PeakFinderTest {

  @Test
  void keepsTheHighestOfClosePeaksAsSciPy() {
    assertThat(new PeakFinder(20, 0.9).find(PeakGoldens.waves()))
        .containsExactly(PeakGoldens.peaks("waves-distance-20-prominence-0.9"));
  }

  @Test
  void takesTheMiddleOfPlateausAsSciPy() {
    double[] steps = Arrays.stream(PeakGoldens.waves()).map(v -> Math.rint(2 * v) / 2).toArray();
    assertThat(new PeakFinder(1, 0.5).find(steps))
        .containsExactly(PeakGoldens.peaks("steps-prominence-0.5"));
  }

  @Test
  void ignoresPlateausAtTheEndsAndOnSlopes() {
    assertThat(PeakFinder.localMaxima(new double[] {2, 2, 1, 3, 3, 3, 3, 1, 1, 2, 2}))
        .containsExactly(4);
    assertThat(PeakFinder.localMaxima(new double[] {0, 1, 1, 2, 1})).containsExactly(3);
  }

  @Test
  void measuresProminenceFromTheHigherOfTheTwoSaddles() {
    double[] x = {0, 5, 2, 4, 1, 6};
    assertThat(PeakFinder.prominence(x, 1)).isEqualTo(5 - 1);
    assertThat(PeakFinder.prominence(x, 3)).isEqualTo(4 - 2);
  }

  @Test
  void refusesADistanceBelowOneSample() {
    assertThatThrownBy(() -> new PeakFinder(0, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("distance between peaks must be at least 1 sample, got 0");
  }
}
