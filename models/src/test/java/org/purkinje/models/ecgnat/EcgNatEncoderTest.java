package org.purkinje.models.ecgnat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.purkinje.biosignal.signal.Lead;
import org.purkinje.models.layer.ParameterLayout.Start;
import org.purkinje.models.training.WindowEncoder;

class EcgNatEncoderTest {

  private static final EcgNatObjective OBJECTIVE =
      new EcgNatObjective(EcgNatSize.MICRO, new UnitMaskPlan(0.6, 0.5, 0, 0));

  @Test
  void givesAWindowTheSameVectorInAnyBatch() {
    Map<String, float[]> twelve = SyntheticLeads.signals(1, EcgNat.LEADS);
    Map<String, float[]> two = SyntheticLeads.signals(2, List.of(Lead.I, Lead.II));
    Map<String, float[]> twoAndPpg = new HashMap<>(two);
    twoAndPpg.put("ppg", new float[7]);
    try (WindowEncoder encoder = encoder()) {
      float[] alone = encoder.encode(List.of(twelve)).get(0).get("ecg");
      float[] reduced = encoder.encode(List.of(two)).get(0).get("ecg");
      assertThat(alone).hasSize(128);
      List<Map<String, float[]>> among =
          encoder.encode(List.of(twoAndPpg, Map.of("ppg", new float[7]), twelve));
      assertThat(among.get(0).get("ecg")).containsExactly(reduced, within(1e-5f));
      assertThat(among.get(1)).isEmpty();
      assertThat(among.get(2)).containsOnlyKeys("ecg");
      assertThat(among.get(2).get("ecg")).containsExactly(alone, within(1e-5f));
      assertThat(reduced).isNotEqualTo(alone);
      assertThat(encoder.encode(List.of(Map.of("ecg", new float[1250])))).containsExactly(Map.of());
    }
  }

  @Test
  void readsEveryLeadAtItsPlace() {
    Map<String, float[]> twelve = SyntheticLeads.signals(1, EcgNat.LEADS);
    try (WindowEncoder encoder = encoder()) {
      float[] whole = encoder.encode(List.of(twelve)).get(0).get("ecg");
      for (Lead lead : EcgNat.LEADS) {
        Map<String, float[]> without = new HashMap<>(twelve);
        without.remove(lead.label());
        assertThat(encoder.encode(List.of(without)).get(0).get("ecg"))
            .as(lead.label())
            .isNotEqualTo(whole);
      }
      Map<String, float[]> swapped = new HashMap<>(twelve);
      swapped.put("I", twelve.get("V1"));
      swapped.put("V1", twelve.get("I"));
      assertThat(encoder.encode(List.of(swapped)).get(0).get("ecg")).isNotEqualTo(whole);
    }
  }

  @Test
  void refusesLeadsOfAnotherLengthAndOtherModels() {
    try (WindowEncoder encoder = encoder()) {
      assertThatThrownBy(() -> encoder.encode(List.of(Map.of("V3", new float[7]))))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("lead V3 must have 2560 samples (10 s at 256 Hz) or none, got 7");
    }
    assertThatThrownBy(() -> OBJECTIVE.encoder(new float[7]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the objective has 283,926 parameters, got 7");
  }

  private static WindowEncoder encoder() {
    float[] values = EcgNat.layout(EcgNatSize.MICRO, Start.REFERENCE).startingValues(7);
    return OBJECTIVE.encoder(values).orElseThrow();
  }
}
