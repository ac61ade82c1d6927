package org.purkinje.models.ecgnat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.purkinje.models.layer.Tensors;
import org.purkinje.models.masking.PatchMask;
import org.purkinje.models.random.DrawStream;

class UnitMaskPlanTest {

  private static final int LEADS = 12;
  private static final boolean[] ALL = all();

  @ParameterizedTest
  @CsvSource({"0.6, 32", "0.4, 48", "0.75, 20", "0.001, 79", "0.999, 1"})
  void showsEquallyManyUnitsOfEachLead(double maskRatio, int visible) {
    UnitMaskPlan plan = new UnitMaskPlan(maskRatio, 0.5, 0, 0);
    for (long seed = 0; seed < 200; seed++) {
      for (boolean[] lead : plan.drawUnits(seed)) {
        assertThat(count(lead)).isEqualTo(visible);
      }
    }
  }

  /** Oracle: the binomial SD of a share of 2000 windows is at most 0.011. */
  @Test
  void hidesEachUnitEquallyOftenAndTheSameInAllLeadsAtTheShareAskedFor() {
    UnitMaskPlan plan = new UnitMaskPlan(0.6, 0.3, 0, 0);
    int shared = 0;
    int[] visible = new int[EcgWindow.UNITS];
    for (int i = 0; i < 2000; i++) {
      boolean[][] units = plan.drawUnits(DrawStream.windowSeed(17, i));
      shared += Arrays.stream(units).allMatch(lead -> Arrays.equals(lead, units[0])) ? 1 : 0;
      for (int unit = 0; unit < EcgWindow.UNITS; unit++) {
        visible[unit] += units[11][unit] ? 1 : 0;
      }
    }
    assertThat(shared / 2000.0).isBetween(0.26, 0.34);
    for (int unit = 0; unit < EcgWindow.UNITS; unit++) {
      assertThat(visible[unit] / 2000.0).as("unit %d", unit).isBetween(0.35, 0.45);
    }
  }

  @Test
  void drawsFromTheWindowsOwnSeedAlone() {
    UnitMaskPlan plan = new UnitMaskPlan(0.6, 0, 0.1, 0.2);
    boolean[] present = new boolean[2 * LEADS];
    Arrays.fill(present, true);
    UnitMask both = plan.draw(new long[] {5, 6}, present);
    UnitMask second = plan.draw(new long[] {6}, ALL);
    for (int lead = 0; lead < LEADS; lead++) {
      assertThat(both.visible().toArray()[LEADS + lead])
          .isEqualTo(second.visible().toArray()[lead])
          .isNotEqualTo(both.visible().toArray()[lead]);
      assertThat(both.present()[LEADS + lead]).isEqualTo(second.present()[lead]);
    }
  }

  @Test
  void dropsLeadsAtTheShareAskedForButNeverAll() {
    UnitMaskPlan plan = new UnitMaskPlan(0.6, 0.5, 0.1, 0);
    int dropped = 0;
    boolean[] two = new boolean[LEADS];
    two[0] = true;
    two[7] = true;
    for (int i = 0; i < 2000; i++) {
      long seed = DrawStream.windowSeed(17, i);
      dropped += LEADS - count(plan.drawLeads(seed, ALL));
      boolean[] kept = new UnitMaskPlan(0.6, 0.5, 0.95, 0.5).drawLeads(seed, two);
      assertThat(count(kept)).isBetween(1, 2);
      for (int lead = 0; lead < LEADS; lead++) {
        assertThat(kept[lead] && !two[lead]).isFalse();
      }
    }
    assertThat(dropped / 24_000.0).isBetween(0.09, 0.11);
  }

  @Test
  void reducesWindowsToTheSetsOfTheChallenge() {
    UnitMaskPlan plan = new UnitMaskPlan(0.6, 0.5, 0, 0.8);
    Map<Integer, Integer> windowsByLeads = new HashMap<>();
    for (int i = 0; i < 2000; i++) {
      boolean[] kept = plan.drawLeads(DrawStream.windowSeed(17, i), ALL);
      assertThat(kept[0] && kept[1]).isTrue();
      windowsByLeads.merge(count(kept), 1, Integer::sum);
    }
    assertThat(windowsByLeads.keySet()).containsExactlyInAnyOrder(12, 6, 4, 3, 2);
    assertThat(windowsByLeads.values()).allSatisfy(n -> assertThat(n).isBetween(330, 470));
  }

  /** Nine of twelve leads; of fewer leads three quarters, absent ones not counted. */
  @ParameterizedTest
  @CsvSource({
    "12, 8, false",
    "12, 9, true",
    "10, 7, false",
    "10, 8, true",
    "8, 5, false",
    "8, 6, true",
    "1, 0, false",
    "1, 1, true"
  })
  void replacesTokensOfUnitsHiddenInThreeQuartersOfTheLeads(
      int leads, int hidden, boolean isReplaced) {
    boolean[][] visible = new boolean[LEADS][EcgWindow.UNITS];
    boolean[] present = new boolean[LEADS];
    for (int lead = 0; lead < leads; lead++) {
      present[lead] = true;
      visible[lead][3] = lead >= hidden;
    }
    try (PointerScope scope = new PointerScope()) {
      UnitMask mask = new UnitMask(PatchMask.of(visible), present);
      float[] replaced = Tensors.toFloats(mask.hiddenUnits().to(torch.ScalarType.Float));
      assertThat(replaced[3] != 0).isEqualTo(isReplaced);
      assertThat(replaced[4]).isEqualTo(1f);
    }
  }

  @Test
  void refusesSharesOutOfRange() {
    refuses(1, 0.5, 0, 0, "mask-ratio must be above 0 and below 1, got 1.0");
    refuses(0.6, 1.5, 0, 0, "shared-mask must be 0 to 1, got 1.5");
    refuses(0.6, 0.5, 1, 0, "lead-dropout must be at least 0 and below 1, got 1.0");
    refuses(0.6, 0.5, 0, -1, "reduced-leads must be 0 to 1, got -1.0");
  }

  private static void refuses(
      double maskRatio, double sharedMask, double leadDropout, double reducedLeads, String why) {
    assertThatThrownBy(() -> new UnitMaskPlan(maskRatio, sharedMask, leadDropout, reducedLeads))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(why);
  }

  private static boolean[] all() {
    boolean[] all = new boolean[LEADS];
    Arrays.fill(all, true);
    return all;
  }

  private static int count(boolean[] flags) {
    int count = 0;
    for (boolean flag : flags) {
      count += flag ? 1 : 0;
    }
    return count;
  }
}
