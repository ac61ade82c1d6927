package org.purkinje.models.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.Map;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.purkinje.models.dl4j.ObjectiveLayer;
import org.purkinje.models.dl4j.PretrainingGraph;
import org.purkinje.models.layer.ParameterLayout;
import org.purkinje.models.layer.ParameterSpec;
import org.purkinje.models.layer.Parameters;
import org.purkinje.models.training.AdamW;
import org.purkinje.models.training.LearningRate;
import org.purkinje.models.training.LossTerms;
import org.purkinje.models.training.TrainingSpec;

/**
 * One case of the reference program, python goldens.py with PyTorch 2.13.0: a batch and what came
 * out of it.
 */
record GoldenCase(String name, JsonNode document, Safetensors io, Safetensors gradients) {

  static final long SEED = 7;

  private static final double VALUE_BOUND = 1e-5;
  private static final double LOSS_BOUND = 1e-5; // relative
  private static final double GRADIENT_BOUND = 1e-5; // of the largest gradient of the case
  private static final double TRACE_BOUND = 1e-3; // relative

  static GoldenCase read(String name) {
    return new GoldenCase(
        name, Goldens.json(name), Goldens.tensors(name + ".io"), Goldens.tensors(name + ".grads"));
  }

  /** The network of a case, with its batch. */
  interface Model {
    ParameterLayout layout();

    int windows();

    /** The loss of the case's batch. */
    LossTerms loss(Parameters parameters);

    static Model of(String name) {
      return name.startsWith("m2ae") ? M2aeCase.read(name) : EcgNatCase.read(name);
    }
  }

  /** The parameters that the reference program began with, in the caller's pointer scope. */
  static Parameters weights(ParameterLayout layout) {
    return Parameters.frozen(layout, new FloatPointer(layout.startingValues(SEED)));
  }

  void check(String output, Tensor actual) {
    Goldens.assertClose(output, actual, io.floats("out/" + output), VALUE_BOUND);
  }

  /**
   * Loss, its terms and gradients of the batch.
   *
   * @param termByGolden name of a term by its name in the case
   */
  void checkLossAndGradients(Map<String, String> termByGolden) {
    Model model = Model.of(name);
    ParameterLayout layout = model.layout();
    try (PointerScope scope = new PointerScope()) {
      FloatPointer values = new FloatPointer(layout.startingValues(SEED));
      FloatPointer memory = new FloatPointer(new float[(int) layout.length()]);
      LossTerms loss = model.loss(Parameters.trainable(layout, values, memory));
      loss.total().backward();
      relative("loss", loss.total().item_double());
      termByGolden.forEach((golden, term) -> relative(golden, loss.values().get(term).value()));
      float[] all = new float[(int) layout.length()];
      memory.get(all);
      checkGradients(layout, all);
    }
  }

  private void relative(String term, double actual) {
    double expected = document.path("losses_float32").path(term).asDouble();
    assertThat(actual).as(term).isCloseTo(expected, within(LOSS_BOUND * Math.abs(expected)));
  }

  private void checkGradients(ParameterLayout layout, float[] all) {
    double bound = GRADIENT_BOUND * Goldens.largest(all);
    int compared = 0;
    for (ParameterSpec spec : layout.specs()) {
      float[] own = Arrays.copyOfRange(all, (int) spec.offset(), (int) spec.end());
      if (gradients.has("grad/" + spec.name())) {
        float[] expected = gradients.floats("grad/" + spec.name());
        assertThat(own).as(spec.name()).containsExactly(expected, within((float) bound));
        compared++;
      } else if (gradients.has("grad_sample/" + spec.name())) {
        float[] expected = gradients.floats("grad_sample/" + spec.name());
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
    assertThat(compared).isEqualTo(document.path("grads").size() / (hasSamples() ? 2 : 1));
  }

  private boolean hasSamples() {
    return gradients.names().stream().anyMatch(n -> n.startsWith("grad_stats/"));
  }

  /** Through the DL4J layer, its updater and a real graph, not libtorch's optimiser. */
  void checkOptimiserTrace() {
    int windows = Model.of(name).windows();
    AdamW optimiser = new AdamW(LearningRate.constant(1e-3), 0.9, 0.95, 0.05, 0);
    ObjectiveLayer layer =
        new ObjectiveLayer(
            new TrainingSpec(
                "trace", GoldenObjective.TYPE, Map.of("name", name), SEED, optimiser, 1));
    ComputationGraph graph = new ComputationGraph(PretrainingGraph.of(layer));
    graph.init();
    JsonNode expected = document.path("optimiser_trace").path("losses_before_each_step_then_final");
    for (int step = 0; step < expected.size(); step++) {
      graph.fit(PretrainingGraph.batch(new float[windows], windows));
      double loss = expected.get(step).asDouble();
      assertThat(graph.score())
          .as("loss before step %d", step)
          .isCloseTo(loss, within(TRACE_BOUND * loss));
    }
  }
}
