package org.purkinje.models.golden;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.purkinje.models.ecgnat.EcgNat;
import org.purkinje.models.ecgnat.EcgNatSize;
import org.purkinje.models.layer.ParameterLayout;
import org.purkinje.models.layer.ParameterLayout.Start;
import org.purkinje.models.layer.ParameterSpec;

/** ECG-NAT against the PyTorch reference program, whose attention gathers neighbours. */
class EcgNatIT {

  private static final String MICRO = "ecg_nat_micro_pretrain";
  private static final String TINY = "ecg_nat_tiny_pretrain";
  private static final String FINE_TUNING = "ecg_nat_micro_finetune";

  @BeforeAll
  static void needsThePeers() {
    Goldens.assumePresent();
  }

  @Test
  void startsFromTheReferenceWeights() {
    Safetensors weights = Goldens.tensors("ecg_nat_micro.weights");
    ParameterLayout pretraining = EcgNat.layout(EcgNatSize.MICRO, Start.REFERENCE);
    ParameterLayout classifier = EcgNat.classifierLayout(EcgNatSize.MICRO, 5, Start.REFERENCE);
    for (ParameterLayout layout : new ParameterLayout[] {pretraining, classifier}) {
      float[] values = layout.startingValues(GoldenCase.SEED);
      for (ParameterSpec spec : layout.specs()) {
        assertThat(Arrays.copyOfRange(values, (int) spec.offset(), (int) spec.end()))
            .as(spec.name())
            .containsExactly(weights.floats(spec.name()));
      }
    }
    assertThat(weights.names())
        .allMatch(
            name ->
                pretraining.specs().stream().anyMatch(spec -> spec.name().equals(name))
                    || classifier.specs().stream().anyMatch(spec -> spec.name().equals(name)));
  }

  @ParameterizedTest
  @ValueSource(strings = {MICRO, TINY})
  void computesTheReferenceOutputs(String name) {
    EcgNatCase ecgNat = EcgNatCase.read(name);
    try (PointerScope scope = new PointerScope()) {
      EcgNat model = new EcgNat(ecgNat.size(), GoldenCase.weights(ecgNat.layout()));
      Tensor reconstructed = model.reconstruct(ecgNat.x(), ecgNat.mask());
      ecgNat.golden().check("rec", reconstructed);
    }
  }

  @Test
  void computesTheReferenceFeaturesOfFineTuning() {
    EcgNatCase ecgNat = EcgNatCase.read(FINE_TUNING);
    try (PointerScope scope = new PointerScope()) {
      EcgNat model = new EcgNat(ecgNat.size(), GoldenCase.weights(ecgNat.layout()));
      Tensor feature = model.feature(ecgNat.x());
      ecgNat.golden().check("feature", feature);
      ecgNat.golden().check("logits", model.logits(feature));
      ecgNat.golden().check("z", model.project(feature));
      ecgNat.golden().check("stage3_mean", model.embedding(ecgNat.x()));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {MICRO, TINY})
  void computesTheReferenceLossesAndGradients(String name) {
    GoldenCase.read(name).checkLossAndGradients(Map.of("loss", "rec_e"));
  }

  @Test
  void computesTheReferenceLossesAndGradientsOfFineTuning() {
    GoldenCase.read(FINE_TUNING).checkLossAndGradients(Map.of("loss_sc", "sc", "loss_ce", "ce"));
  }

  @ParameterizedTest
  @ValueSource(strings = {MICRO, TINY, FINE_TUNING})
  void followsTheReferenceOptimiserTraceInAGraph(String name) {
    GoldenCase.read(name).checkOptimiserTrace();
  }
}
