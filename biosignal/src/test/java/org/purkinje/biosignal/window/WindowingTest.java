package org.purkinje.biosignal.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Oracle: every position looked at, and the definition of a window. */
class WindowingTest {

  @Test
  void takesThePositionsFromTheFirstSampleToBeforeTheEnd() {
    Windowing windowing = new Windowing(100, 50);
    int[] positions = {0, 49, 50, 149, 150, 151};
    assertThat(windowing.within(positions, 0)).containsExactly(0, 49, 50);
    assertThat(windowing.within(positions, 50)).containsExactly(0, 99);
    assertThat(windowing.within(positions, 152)).isEmpty();
    assertThat(windowing.within(new int[0], 0)).isEmpty();
  }

  @Test
  void takesThePositionsThatASearchOfAllFinds() {
    Windowing windowing = new Windowing(1250, 625);
    int[] positions = new Random(1).ints(500, 0, 50_000).distinct().sorted().toArray();
    for (int start : windowing.starts(50_000).toArray()) {
      assertThat(windowing.within(positions, start))
          .containsExactly(
              Arrays.stream(positions)
                  .filter(position -> position >= start && position < start + 1250)
                  .map(position -> position - start)
                  .toArray());
    }
  }

  @Test
  void dropsATrailingPartialWindow() {
    Windowing windowing = new Windowing(100, 50);
    assertThat(windowing.count(99)).isZero();
    assertThat(windowing.count(100)).isEqualTo(1);
    assertThat(windowing.count(249)).isEqualTo(3);
    assertThat(windowing.starts(250)).containsExactly(0, 50, 100, 150);
  }
}
