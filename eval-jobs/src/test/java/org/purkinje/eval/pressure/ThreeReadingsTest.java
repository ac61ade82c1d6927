package org.purkinje.eval.pressure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Windows of 10 s begin every 5 s, so neighbours overlap. */
class ThreeReadingsTest {

  @Test
  void drawsThreeScoredWindowsThatShareNoSample() {
    SubjectWindows subject = subject(20);
    Set<Integer> drawn = new HashSet<>();
    for (long seed = 0; seed < 40; seed++) {
      int[] positions = ThreeReadings.of(subject, seed);
      assertThat(positions).hasSize(3).isEqualTo(ThreeReadings.of(subject, seed));
      for (int a : positions) {
        drawn.add(a);
        for (int b : positions) {
          assertThat(a == b || Math.abs(a - b) >= 2).as("%d and %d", a, b).isTrue();
        }
      }
    }
    assertThat(drawn).hasSizeGreaterThan(15);
  }

  @Test
  void findsTheOnlyThreeThatFit() {
    // Five scored windows span 30 s.
    for (long seed = 0; seed < 40; seed++) {
      assertThat(ThreeReadings.of(subject(6), seed)).containsExactlyInAnyOrder(0, 2, 4);
    }
  }

  @Test
  void hasNoneWhereThreeDoNotFit() {
    // Four scored windows span 25 s, which holds two apart.
    assertThat(ThreeReadings.of(subject(5), 17)).isEmpty();
  }

  private static SubjectWindows subject(int windows) {
    List<PressureWindow> all =
        IntStream.range(0, windows)
            .mapToObj(i -> SyntheticWindows.window("s", "r", i, new float[] {i}, 120, 80))
            .toList();
    return SubjectWindows.of("made/s", all, SyntheticWindows.NO_STARTS, CalibrationMode.FIRST, 17);
  }
}
