package org.purkinje.models.masking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.purkinje.models.masking.MaskPlan.Scheme;
import org.purkinje.models.random.DrawStream;

/** Masks that overlap or miscount would leak what has to be predicted. */
class MaskPlanTest {
  private static final int PATCHES = 50;

  @ParameterizedTest
  @CsvSource({"0.5, 0, 25", "0.5, 1, 25", "0.6, 3, 20", "0.75, 0, 12"})
  void drawsDisjointMasksOfExactSize(double maskRatio, int lag, int visible) {
    MaskPlan plan = new MaskPlan(Scheme.COMPLEMENTARY, maskRatio, lag, 0);
    for (long seed = 0; seed < 500; seed++) {
      MaskPlan.Pair pair = plan.draw(seed, MaskPlan.Pairing.TRUSTED, PATCHES);
      assertThat(count(pair.ecg())).isEqualTo(visible);
      assertThat(count(pair.ppg())).isEqualTo(visible);
      for (int i = 0; i < PATCHES; i++) {
        assertThat(pair.ecg()[i] && pair.ppg()[(i + lag) % PATCHES]).isFalse();
      }
    }
  }

  @Test
  void drawsInRunsRatherThanSinglePatches() {
    MaskPlan plan = new MaskPlan(Scheme.INDEPENDENT, 0.8, 0, 0);
    double runs = 0;
    for (long seed = 0; seed < 500; seed++) {
      boolean[] visible = plan.draw(seed, MaskPlan.Pairing.TRUSTED, PATCHES).ecg();
      runs +=
          IntStream.range(0, PATCHES)
              .filter(i -> visible[i] && (i == 0 || !visible[i - 1]))
              .count();
    }
    // Ten of 50 single patches would form 10 · 41/50 = 8.2 runs on average.
    assertThat(runs / 500).isBetween(3.5, 6.0);
  }

  @Test
  void hidesOneSignalAtTheSharesAskedForAndNeverBoth() {
    MaskPlan plan = new MaskPlan(Scheme.COMPLEMENTARY, 0.5, 0, 0.15);
    int ecgHidden = 0;
    int ppgHidden = 0;
    for (long seed = 0; seed < 10_000; seed++) {
      MaskPlan.Pair pair =
          plan.draw(DrawStream.windowSeed(17, seed), MaskPlan.Pairing.TRUSTED, PATCHES);
      ecgHidden += count(pair.ecg()) == 0 ? 1 : 0;
      ppgHidden += count(pair.ppg()) == 0 ? 1 : 0;
      assertThat(count(pair.ecg()) + count(pair.ppg())).isGreaterThanOrEqualTo(25);
    }
    assertThat(ecgHidden).isBetween(1400, 1600);
    assertThat(ppgHidden).isBetween(1400, 1600);
  }

  @Test
  void neverHidesTheOnlySignal() {
    MaskPlan plan = new MaskPlan(Scheme.COMPLEMENTARY, 0.5, 0, 0.5);
    for (long seed = 0; seed < 500; seed++) {
      MaskPlan.Pair pair = plan.draw(seed, MaskPlan.Pairing.SINGLE, PATCHES);
      assertThat(count(pair.ecg())).isEqualTo(25);
      assertThat(count(pair.ppg())).isEqualTo(25);
    }
  }

  @Test
  void complementsTheMasksOfTrustedPairsAlone() {
    MaskPlan plan = new MaskPlan(Scheme.COMPLEMENTARY, 0.5, 0, 0);
    long bothVisible = 0;
    for (long seed = 0; seed < 500; seed++) {
      MaskPlan.Pair pair = plan.draw(seed, MaskPlan.Pairing.UNTRUSTED, PATCHES);
      assertThat(count(pair.ecg())).isEqualTo(25);
      assertThat(count(pair.ppg())).isEqualTo(25);
      bothVisible +=
          IntStream.range(0, PATCHES).filter(i -> pair.ecg()[i] && pair.ppg()[i]).count();
    }
    // Independent halves overlap in a quarter of the 50 patches.
    assertThat(bothVisible / 500.0).isBetween(11.5, 13.5);
  }

  @Test
  void drawsViewsOfThirtyFiveVisiblePatchesThatDifferBySignalAndView() {
    boolean[] ecg = MaskPlan.drawView(17, "ecg-1", 0.3, PATCHES);
    assertThat(count(ecg)).isEqualTo(35);
    assertThat(MaskPlan.drawView(17, "ecg-1", 0.3, PATCHES)).isEqualTo(ecg);
    assertThat(MaskPlan.drawView(17, "ppg-1", 0.3, PATCHES)).isNotEqualTo(ecg);
    assertThat(MaskPlan.drawView(18, "ecg-1", 0.3, PATCHES)).isNotEqualTo(ecg);
  }

  @Test
  void refusesComplementaryMasksThatWouldOverlap() {
    assertThatThrownBy(() -> new MaskPlan(Scheme.COMPLEMENTARY, 0.4, 0, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("mask-ratio of complementary masks must be at least 0.5, got 0.4");
  }

  private static long count(boolean[] visible) {
    return IntStream.range(0, visible.length).filter(i -> visible[i]).count();
  }
}
