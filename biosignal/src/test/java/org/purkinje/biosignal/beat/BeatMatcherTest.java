package org.purkinje.biosignal.beat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BeatMatcherTest {

  private static final int[] EVERY_SECOND = IntStream.range(1, 11).map(i -> i * 1000).toArray();

  @Test
  void findsShiftedBeatsOnlyWithinTheTolerance() {
    int[] shifted = IntStream.of(EVERY_SECOND).map(r -> r + 60).toArray();
    assertThat(BeatMatcher.ofSeconds(0.05, 1000).match(EVERY_SECOND, shifted).f1()).isEqualTo(0);
    assertThat(BeatMatcher.ofSeconds(0.075, 1000).match(EVERY_SECOND, shifted).f1()).isEqualTo(1);
    BeatMatch match = BeatMatcher.ofSeconds(0.15, 1000).match(EVERY_SECOND, shifted);
    assertThat(match.f1()).isEqualTo(1);
    assertThat(match.offsetsSamples()).hasSize(10).containsOnly(60);
  }

  @Test
  void usesEachBeatOnce() {
    BeatMatch match =
        new BeatMatcher(10).match(new int[] {100, 200, 300}, new int[] {95, 105, 290});
    assertThat(match.truePositives()).isEqualTo(2);
    assertThat(match.falsePositives()).isEqualTo(1);
    assertThat(match.falseNegatives()).isEqualTo(1);
    assertThat(match.sensitivity()).isCloseTo(2.0 / 3, within(1e-15));
    assertThat(match.positivePredictivity()).isCloseTo(2.0 / 3, within(1e-15));
  }

  @Test
  void makesAsManyPairsAsTheBestAssignment() {
    Random random = new Random(7);
    for (int trial = 0; trial < 200; trial++) {
      int[] reference = random.ints(8, 0, 60).distinct().sorted().toArray();
      int[] detected = random.ints(8, 0, 60).distinct().sorted().toArray();
      assertThat(new BeatMatcher(4).match(reference, detected).truePositives())
          .isEqualTo(mostPairs(reference, detected, 4));
    }
  }

  @Test
  void leavesOutBeatsBeyondTheEnds() {
    int[] detected = {40, 100, 480, 960, 990};
    BeatMatch match = new BeatMatcher(20).matchInside(new int[] {30, 500, 950}, detected, 50, 940);
    assertThat(match.truePositives()).isEqualTo(1);
    assertThat(match.falsePositives()).isEqualTo(1);
    assertThat(match.falseNegatives()).isZero();
  }

  @Test
  void addsMatches() {
    BeatMatcher matcher = new BeatMatcher(5);
    BeatMatch sum =
        matcher
            .match(new int[] {10}, new int[] {12, 50})
            .plus(matcher.match(new int[] {10, 90}, new int[] {9}));
    assertThat(sum.truePositives()).isEqualTo(2);
    assertThat(sum.falsePositives()).isEqualTo(1);
    assertThat(sum.falseNegatives()).isEqualTo(1);
    assertThat(sum.offsetsSamples()).containsExactly(2, -1);
  }

  @Test
  void roundsTheToleranceDownToSamples() {
    assertThat(BeatMatcher.ofSeconds(0.15, 360)).isEqualTo(new BeatMatcher(54));
    assertThat(BeatMatcher.ofSeconds(0.15, 125)).isEqualTo(new BeatMatcher(18));
    assertThatThrownBy(() -> new BeatMatcher(-1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("match tolerance must not be negative, got -1");
  }

  /** Longest common subsequence with "equal" meaning within the tolerance. */
  private static int mostPairs(int[] reference, int[] detected, int tolerance) {
    int[][] pairs = new int[reference.length + 1][detected.length + 1];
    for (int r = 1; r <= reference.length; r++) {
      for (int d = 1; d <= detected.length; d++) {
        int close = Math.abs(reference[r - 1] - detected[d - 1]) <= tolerance ? 1 : 0;
        pairs[r][d] =
            Math.max(pairs[r - 1][d - 1] + close, Math.max(pairs[r - 1][d], pairs[r][d - 1]));
      }
    }
    return pairs[reference.length][detected.length];
  }
}
