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
import org.purkinje.models.layer.ParameterLayout;
import org.purkinje.models.layer.ParameterLayout.Start;
import org.purkinje.models.layer.ParameterSpec;
import org.purkinje.models.loss.HiddenPatches;
import org.purkinje.models.loss.PatchReconstruction;
import org.purkinje.models.m2ae.M2ae;
import org.purkinje.models.m2ae.M2aeBatch;
import org.purkinje.models.m2ae.Modality;
import org.purkinje.models.masking.PatchMask;

/** M2AE against the PyTorch reference program: python goldens.py, PyTorch 2.13.0. */
class M2aeIT {
  @BeforeAll
  static void needsThePeers() {
    Goldens.assumePresent();
  }

  @Test
  void startsFromTheReferenceWeights() {
    Safetensors weights = Goldens.tensors("m2ae_tiny.weights");
    ParameterLayout layout = M2ae.layout(M2aeCase.SIZE, Start.REFERENCE);
    float[] values = layout.startingValues(GoldenCase.SEED);
    for (ParameterSpec spec : layout.specs()) {
      assertThat(Arrays.copyOfRange(values, (int) spec.offset(), (int) spec.end()))
          .as(spec.name())
          .containsExactly(weights.floats(spec.name()));
    }
    assertThat(weights.names()).hasSameSizeAs(layout.specs());
  }

  @ParameterizedTest
  @ValueSource(strings = {"m2ae_tiny_complement", "m2ae_tiny_moddrop"})
  void computesTheReferenceOutputs(String name) {
    M2aeCase m2ae = M2aeCase.read(name);
    GoldenCase golden = m2ae.golden();
    try (PointerScope scope = new PointerScope()) {
      M2ae model = new M2ae(M2aeCase.SIZE, GoldenCase.weights(m2ae.layout()));
      M2aeBatch batch = m2ae.batch();
      PatchMask nothing = PatchMask.of(new boolean[m2ae.windows()][M2ae.PATCHES]);
      HiddenPatches every = HiddenPatches.of(nothing, batch.ecgPresent()).orElseThrow();
      M2aeBatch.View view = batch.masked();
      M2ae.Tokens ecg = model.encode(Modality.ECG, view.ecg(), view.ecgMask());
      M2ae.Tokens ppg = model.encode(Modality.PPG, view.ppg(), view.ppgMask());
      M2ae.PairTokens shared = model.share(ecg, ppg);
      golden.check("rec_e", model.decode(Modality.ECG, shared, every.rows()));
      golden.check("rec_p", model.decode(Modality.PPG, shared, every.rows()));
      golden.check("f_joint", model.jointEmbedding(shared));
      golden.check(
          "target_e", new PatchReconstruction(view.ecg(), M2ae.PATCH_SAMPLES, every).target());
      golden.check(
          "target_p", new PatchReconstruction(view.ppg(), M2ae.PATCH_SAMPLES, every).target());
      if (!batch.contrastive().isEmpty()) {
        M2aeBatch.View first = batch.contrastive().get(0);
        Tensor embeddingEcg =
            model.embedding(model.encode(Modality.ECG, first.ecg(), first.ecgMask()));
        Tensor embeddingPpg =
            model.embedding(model.encode(Modality.PPG, first.ppg(), first.ppgMask()));
        golden.check("f_e", embeddingEcg);
        golden.check("f_p", embeddingPpg);
        golden.check("g_e", model.project(Modality.ECG, embeddingEcg));
        golden.check("g_p", model.project(Modality.PPG, embeddingPpg));
      }
    }
  }

  @Test
  void computesTheReferenceLossesAndGradients() {
    GoldenCase.read("m2ae_tiny_complement")
        .checkLossAndGradients(
            Map.of(
                "loss_rec_e",
                "rec_e",
                "loss_rec_p",
                "rec_p",
                "loss_con",
                "con",
                "loss_aug",
                "aug"));
    GoldenCase.read("m2ae_tiny_moddrop")
        .checkLossAndGradients(Map.of("loss_rec_e", "rec_e", "loss_rec_p", "rec_p"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"m2ae_tiny_complement", "m2ae_tiny_moddrop"})
  void followsTheReferenceOptimiserTraceInAGraph(String name) {
    GoldenCase.read(name).checkOptimiserTrace();
  }
}
