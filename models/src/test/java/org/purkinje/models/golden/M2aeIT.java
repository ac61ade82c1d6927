package org.purkinje.models.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.purkinje.models.golden.Goldens.assertClose;

import java.util.Arrays;
import java.util.Map;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.purkinje.models.dl4j.ObjectiveLayer;
import org.purkinje.models.dl4j.PretrainingGraph;
import org.purkinje.models.layer.ParameterLayout;
import org.purkinje.models.layer.ParameterSpec;
import org.purkinje.models.layer.Parameters;
import org.purkinje.models.loss.HiddenPatches;
import org.purkinje.models.loss.PatchReconstruction;
import org.purkinje.models.m2ae.M2ae;
import org.purkinje.models.m2ae.M2aeBatch;
import org.purkinje.models.m2ae.M2aeLoss;
import org.purkinje.models.m2ae.Modality;
import org.purkinje.models.masking.PatchMask;
import org.purkinje.models.training.AdamW;
import org.purkinje.models.training.LearningRate;
import org.purkinje.models.training.LossTerms;
import org.purkinje.models.training.TrainingSpec;
import org.purkinje.models.training.WindowMean;

/** M2AE against the PyTorch reference program: python goldens.py, PyTorch 2.13.0. */
class M2aeIT {
  private static final double VALUE_BOUND = 1e-5;
  private static final double LOSS_BOUND = 1e-5; // relative
  private static final double GRADIENT_BOUND = 1e-5; // of the largest gradient of the case
  private static final double TRACE_BOUND = 1e-3; // relative

  @BeforeAll
  static void needsThePeers() {
    Goldens.assumePresent();
  }

  @Test
  void startsFromTheReferenceWeights() {
    Safetensors weights = Goldens.tensors("m2ae_tiny.weights");
    float[] values = M2aeCase.layout().startingValues(M2aeCase.SEED);
    for (ParameterSpec spec : M2aeCase.layout().specs()) {
      assertThat(Arrays.copyOfRange(values, (int) spec.offset(), (int) spec.end()))
          .as(spec.name())
          .containsExactly(weights.floats(spec.name()));
    }
    assertThat(weights.names()).hasSameSizeAs(M2aeCase.layout().specs());
  }

  @ParameterizedTest
  @ValueSource(strings = {"m2ae_tiny_complement", "m2ae_tiny_moddrop"})
  void computesTheReferenceOutputs(String name) {
    M2aeCase golden = M2aeCase.read(name);
    try (PointerScope scope = new PointerScope()) {
      M2ae model = new M2ae(M2aeCase.SIZE, weights());
      M2aeBatch batch = golden.batch();
      PatchMask nothing = PatchMask.of(new boolean[golden.windows()][M2ae.PATCHES]);
      HiddenPatches every = HiddenPatches.of(nothing, batch.ecgPresent()).orElseThrow();
      M2aeBatch.View view = batch.masked();
      M2ae.Tokens ecg = model.encode(Modality.ECG, view.ecg(), view.ecgMask());
      M2ae.Tokens ppg = model.encode(Modality.PPG, view.ppg(), view.ppgMask());
      M2ae.PairTokens shared = model.share(ecg, ppg);
      check(golden, "rec_e", model.decode(Modality.ECG, shared, every.rows()));
      check(golden, "rec_p", model.decode(Modality.PPG, shared, every.rows()));
      check(golden, "f_joint", model.jointEmbedding(shared));
      check(
          golden,
          "target_e",
          new PatchReconstruction(view.ecg(), M2ae.PATCH_SAMPLES, every).target());
      check(
          golden,
          "target_p",
          new PatchReconstruction(view.ppg(), M2ae.PATCH_SAMPLES, every).target());
      if (!batch.contrastive().isEmpty()) {
        M2aeBatch.View first = batch.contrastive().get(0);
        Tensor embeddingEcg =
            model.embedding(model.encode(Modality.ECG, first.ecg(), first.ecgMask()));
        Tensor embeddingPpg =
            model.embedding(model.encode(Modality.PPG, first.ppg(), first.ppgMask()));
        check(golden, "f_e", embeddingEcg);
        check(golden, "f_p", embeddingPpg);
        check(golden, "g_e", model.project(Modality.ECG, embeddingEcg));
        check(golden, "g_p", model.project(Modality.PPG, embeddingPpg));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"m2ae_tiny_complement", "m2ae_tiny_moddrop"})
  void computesTheReferenceLossesAndGradients(String name) {
    M2aeCase golden = M2aeCase.read(name);
    ParameterLayout layout = M2aeCase.layout();
    try (PointerScope scope = new PointerScope()) {
      FloatPointer values = new FloatPointer(layout.startingValues(M2aeCase.SEED));
      FloatPointer gradients = new FloatPointer(new float[(int) layout.length()]);
      Parameters parameters = Parameters.trainable(layout, values, gradients);
      LossTerms loss = M2aeLoss.of(new M2ae(M2aeCase.SIZE, parameters), golden.batch());
      loss.total().backward();

      relative("loss", loss.total().item_double(), golden.loss("loss"));
      Map<String, WindowMean> terms = loss.values();
      relative("rec_e", terms.get("rec_e").value(), golden.loss("loss_rec_e"));
      relative("rec_p", terms.get("rec_p").value(), golden.loss("loss_rec_p"));
      if (terms.containsKey("con")) {
        relative("con", terms.get("con").value(), golden.loss("loss_con"));
        relative("aug", terms.get("aug").value(), golden.loss("loss_aug"));
      }
      float[] all = new float[(int) layout.length()];
      gradients.get(all);
      checkGradients(golden, layout, all);
    }
  }

  private static void checkGradients(M2aeCase golden, ParameterLayout layout, float[] all) {
    double bound = GRADIENT_BOUND * Goldens.largest(all);
    int compared = 0;
    for (ParameterSpec spec : layout.specs()) {
      float[] own = Arrays.copyOfRange(all, (int) spec.offset(), (int) spec.end());
      if (golden.gradients().has("grad/" + spec.name())) {
        float[] expected = golden.gradients().floats("grad/" + spec.name());
        assertThat(own).as(spec.name()).containsExactly(expected, within((float) bound));
        compared++;
      } else if (golden.gradients().has("grad_sample/" + spec.name())) {
        float[] expected = golden.gradients().floats("grad_sample/" + spec.name());
        float[] sample = new float[expected.length];
        for (int j = 0; j < sample.length; j++) {
          sample[j] = own[(int) ((long) j * own.length / sample.length)];
        }
        assertThat(sample).as(spec.name()).containsExactly(expected, within((float) bound));
        compared++;
      } else {
        assertThat(own).as(spec.name()).containsOnly(0f);
      }
    }
    assertThat(compared)
        .isEqualTo(golden.document().path("grads").size() / (hasSamples(golden) ? 2 : 1));
  }

  private static boolean hasSamples(M2aeCase golden) {
    return golden.gradients().names().stream().anyMatch(n -> n.startsWith("grad_stats/"));
  }

  /** Through the DL4J layer, its updater and a real graph, not libtorch's optimiser. */
  @ParameterizedTest
  @ValueSource(strings = {"m2ae_tiny_complement", "m2ae_tiny_moddrop"})
  void followsTheReferenceOptimiserTraceInAGraph(String name) {
    M2aeCase golden = M2aeCase.read(name);
    AdamW optimiser = new AdamW(LearningRate.constant(1e-3), 0.9, 0.95, 0.05, 0);
    ObjectiveLayer layer =
        new ObjectiveLayer(
            new TrainingSpec(
                "trace", GoldenObjective.TYPE, Map.of("name", name), M2aeCase.SEED, optimiser));
    ComputationGraph graph = new ComputationGraph(PretrainingGraph.of(layer));
    graph.init();
    int windows = golden.windows();
    var expected =
        golden.document().path("optimiser_trace").path("losses_before_each_step_then_final");
    for (int step = 0; step < expected.size(); step++) {
      graph.fit(PretrainingGraph.batch(new float[windows], windows));
      assertThat(graph.score())
          .as("loss before step %d", step)
          .isCloseTo(
              expected.get(step).asDouble(), within(TRACE_BOUND * expected.get(step).asDouble()));
    }
  }

  private static Parameters weights() {
    ParameterLayout layout = M2aeCase.layout();
    return Parameters.frozen(layout, new FloatPointer(layout.startingValues(M2aeCase.SEED)));
  }

  private static void check(M2aeCase golden, String output, Tensor actual) {
    assertClose(output, actual, golden.io().floats("out/" + output), VALUE_BOUND);
  }

  private static void relative(String term, double actual, double expected) {
    assertThat(actual).as(term).isCloseTo(expected, within(LOSS_BOUND * Math.abs(expected)));
  }
}
