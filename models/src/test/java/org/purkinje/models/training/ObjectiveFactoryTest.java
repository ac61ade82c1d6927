package org.purkinje.models.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.purkinje.models.m2ae.ContrastiveWeight;
import org.purkinje.models.m2ae.M2aeObjective;
import org.purkinje.models.m2ae.M2aeSize;
import org.purkinje.models.masking.MaskPlan;

class ObjectiveFactoryTest {
  private static final M2aeObjective OBJECTIVE =
      new M2aeObjective(
          M2aeSize.TINY,
          new MaskPlan(MaskPlan.Scheme.COMPLEMENTARY, 0.5, 1, 0.15),
          0.3,
          1,
          new ContrastiveWeight(0.1, 0.25, 1));

  @Test
  void makesAnObjectiveFromItsSettings() {
    assertThat(ObjectiveFactory.create("m2ae", OBJECTIVE.settings())).isEqualTo(OBJECTIVE);
  }

  @Test
  void refusesUnknownTypesAndSettings() {
    assertThatThrownBy(() -> ObjectiveFactory.create("vae", Map.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("objective must be one of [ecg-nat, golden, m2ae, mae, root], got vae");
    Map<String, String> settings = new TreeMap<>(OBJECTIVE.settings());
    settings.put("lag", "1");
    assertThatThrownBy(() -> ObjectiveFactory.create("m2ae", settings))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "settings.lag is no setting of m2ae; it has size, masks, mask-ratio, lag-patches,"
                + " modality-dropout, view-mask-ratio, contrastive-views, contrastive-weight,"
                + " contrastive-warmup, contrastive-interval");
    settings.remove("lag");
    settings.put("lag-patches", "one");
    assertThatThrownBy(() -> ObjectiveFactory.create("m2ae", settings))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("settings.lag-patches must be a whole number, got one");
    settings.remove("lag-patches");
    assertThatThrownBy(() -> ObjectiveFactory.create("m2ae", settings))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("settings.lag-patches is missing, m2ae needs it");
    settings.put("lag-patches", "1");
    settings.put("size", "huge");
    assertThatThrownBy(() -> ObjectiveFactory.create("m2ae", settings))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("settings.size must be one of tiny, small, base, large, got huge");
  }
}
