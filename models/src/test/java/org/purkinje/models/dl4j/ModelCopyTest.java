package org.purkinje.models.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.purkinje.models.checkpoint.ModelState;
import org.purkinje.models.layer.Arithmetic;
import org.purkinje.models.mae.MaeObjective;
import org.purkinje.models.training.AdamW;
import org.purkinje.models.training.LearningRate;
import org.purkinje.models.training.StepLosses;
import org.purkinje.models.training.TrainingExample;
import org.purkinje.models.training.TrainingSpec;

/** What a step must not let through unseen, and how its windows may be cut into parts. */
class ModelCopyTest {

  private static final int SAMPLES = 40;

  @Test
  void namesTheWindowWhoseSampleIsNotFinite() {
    List<TrainingExample> batch = batch(8);
    float[] samples = batch.get(3).signal("ppg").clone();
    samples[SAMPLES - 1] = Float.NaN;
    batch.set(3, new TrainingExample("a/b/3.000", 3, false, Map.of("ppg", samples), 3));
    assertThatThrownBy(() -> copy(1e-3, 1).train(batch))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "run test: step 0: loss must be finite, got {loss=NaN, rec_p=NaN}; 1 of its 8"
                + " windows hold a sample that is not finite: a/b/3.000; leave such windows"
                + " out of the shards");
  }

  /** Samples of 1e30 are finite, their squares are not. */
  @Test
  void namesTheWindowWhoseLossAloneIsNotFinite() {
    List<TrainingExample> batch = batch(8);
    float[] samples = new float[SAMPLES];
    for (int i = 0; i < SAMPLES; i++) {
      samples[i] = i % 2 == 0 ? 1e30f : -1e30f;
    }
    batch.set(5, new TrainingExample("a/b/5.000", 5, false, Map.of("ppg", samples), 5));
    assertThatThrownBy(() -> copy(1e-3, 1).train(batch))
        .hasMessageContaining(
            "1 of its 8 windows, whose samples are finite, have such a loss by themselves:"
                + " a/b/5.000;");
  }

  @Test
  void saysThatTheParametersWereAtFault() {
    ModelState start = start(spec(1e-3, 1));
    start.parameters()[7] = Float.POSITIVE_INFINITY;
    assertThatThrownBy(() -> new ModelCopy(spec(1e-3, 1), start, 4).train(batch(8)))
        .hasMessageStartingWith(
            "run test: step 4: loss must be finite, got {loss=NaN, rec_p=NaN}; parameters")
        .hasMessageContaining(" were not finite before the step, in 1 of ")
        .hasMessageEndingWith(
            "batch of 8 windows: w0, w1, w2, w3, w4 …; a lower learning rate may help");
  }

  @Test
  void refusesAGradientThatIsNotFiniteThoughTheLossIs() {
    TrainingSpec spec = new TrainingSpec("test", RootObjective.TYPE, Map.of(), 5, adam(1e-3));
    ModelCopy copy = new ModelCopy(spec, ModelState.start(new float[] {2, 0}), 0);
    assertThatThrownBy(() -> copy.train(batch(6)))
        .hasMessage(
            "run test: step 0: gradient must be finite, it is not in 1 of 1 tensors (root);"
                + " parameters and samples are finite, batch of 6 windows: w0, w1, w2, w3, w4 …; a"
                + " lower learning rate may help");
    assertThat(copy.state().parameters()).as("as before the step").containsExactly(2, 0);
  }

  /** Oracle: all windows at once. Masks are each window's own, and the loss is a mean over them. */
  @Test
  void takesTheStepOfTheWholeBatchFromItsParts() {
    ModelCopy whole = copy(1e-3, 1);
    ModelCopy inParts = copy(1e-3, 4);
    ModelCopy uneven = copy(1e-3, 3);
    for (int step = 0; step < 3; step++) {
      StepLosses expected = whole.train(batch(16));
      for (ModelCopy other : List.of(inParts, uneven)) {
        StepLosses found = other.train(batch(16));
        assertThat(found.windows()).isEqualTo(16);
        assertThat(found.iteration()).isEqualTo(step);
        assertThat(found.total()).isCloseTo(expected.total(), within(1e-5));
        assertThat(found.terms().get("rec_p").windows()).isEqualTo(16);
      }
    }
    // Of what Adam makes of a gradient the first moments are linear in it.
    assertClose(inParts.state().firstMoments(), whole.state().firstMoments());
    assertClose(uneven.state().firstMoments(), whole.state().firstMoments());
  }

  private static void assertClose(float[] found, float[] expected) {
    double largest = 0;
    for (int i = 0; i < expected.length; i++) {
      largest = Math.max(largest, Math.abs(expected[i]));
    }
    for (int i = 0; i < expected.length; i++) {
      assertThat((double) found[i]).isCloseTo(expected[i], within(1e-4 * largest));
    }
  }

  private static ModelCopy copy(double rate, int parts) {
    TrainingSpec spec = spec(rate, parts);
    return new ModelCopy(spec, start(spec), 0);
  }

  private static ModelState start(TrainingSpec spec) {
    return ModelState.start(spec.make().layout().startingValues(5));
  }

  private static TrainingSpec spec(double rate, int parts) {
    Map<String, String> settings =
        Map.of(
            "signal", "ppg",
            "patches", "8",
            "patch-samples", "5",
            "width", "16",
            "depth", "1",
            "decoder-width", "16",
            "decoder-depth", "1",
            "heads", "4",
            "mask-ratio", "0.5");
    return new TrainingSpec(
        "test", MaeObjective.TYPE, settings, 5, adam(rate), Arithmetic.PLAIN, parts);
  }

  private static AdamW adam(double rate) {
    return new AdamW(LearningRate.constant(rate), 0.9, 0.95, 0.05, 1);
  }

  private static List<TrainingExample> batch(int windows) {
    List<TrainingExample> batch = new ArrayList<>();
    for (int i = 0; i < windows; i++) {
      Random random = new Random(i);
      float[] samples = new float[SAMPLES];
      for (int j = 0; j < SAMPLES; j++) {
        samples[j] = (float) random.nextGaussian();
      }
      batch.add(new TrainingExample("w" + i, i, false, Map.of("ppg", samples), i));
    }
    return batch;
  }
}
