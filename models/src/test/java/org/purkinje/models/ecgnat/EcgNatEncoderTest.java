package org.purkinje.models.ecgnat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.purkinje.biosignal.signal.Lead;
import org.purkinje.models.layer.ParameterLayout;
import org.purkinje.models.layer.ParameterLayout.Start;
import org.purkinje.models.layer.Parameters;
import org.purkinje.models.layer.Tensors;
import org.purkinje.models.training.PackedRows;
import org.purkinje.models.training.TrainingExample;
import org.purkinje.models.training.WindowEncoder;

class EcgNatEncoderTest {

  private static final EcgNatObjective OBJECTIVE =
      new EcgNatObjective(EcgNatSize.MICRO, new UnitMaskPlan(0.6, 0.5, 0, 0));

  private static final ParameterLayout LAYOUT = EcgNat.layout(EcgNatSize.MICRO, Start.REFERENCE);
  private static final float[] VALUES = LAYOUT.startingValues(7);

  @Test
  void givesAWindowTheSameVectorInAnyBatch() {
    Map<String, float[]> twelve = SyntheticLeads.signals(1, EcgWindow.LEADS);
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

  /** Oracle: the network on the rows that it is trained on. */
  @Test
  void readsEveryLeadAtThePlaceThatTrainingGivesIt() {
    TrainingExample window = SyntheticLeads.window(1, List.of(Lead.II, Lead.AVL, Lead.V5));
    float[] rows = OBJECTIVE.rows(List.of(window));
    float[] expected;
    try (PointerScope scope = new PointerScope()) {
      Parameters parameters = Parameters.frozen(LAYOUT, new FloatPointer(VALUES));
      Tensor x =
          new PackedRows(new FloatPointer(rows), 1, OBJECTIVE.row())
              .floats("samples")
              .reshape(1, 12, EcgWindow.SAMPLES);
      expected = Tensors.toFloats(new EcgNat(EcgNatSize.MICRO, parameters).embedding(x));
    }
    try (WindowEncoder encoder = encoder()) {
      assertThat(encoder.encode(List.of(window.signals())).get(0).get("ecg"))
          .containsExactly(expected, within(1e-6f));
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
    return OBJECTIVE.encoder(VALUES).orElseThrow();
  }
}
