package org.purkinje.models.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.purkinje.models.checkpoint.ModelState;
import org.purkinje.models.ecgnat.EcgWindow;
import org.purkinje.models.layer.Arithmetic;
import org.purkinje.models.training.AdamW;
import org.purkinje.models.training.LearningRate;
import org.purkinje.models.training.StepLosses;
import org.purkinje.models.training.TrainingExample;
import org.purkinje.models.training.TrainingSpec;

/** Training in other arithmetic than float32 on the processor, against that. */
class ArithmeticTest {

  private static final Arithmetic BFLOAT16 =
      new Arithmetic(Arithmetic.Unit.CPU, Arithmetic.Precision.BFLOAT16);
  private static final Arithmetic CUDA =
      new Arithmetic(Arithmetic.Unit.CUDA, Arithmetic.Precision.FLOAT32);

  /** Relative size of one rounding to bfloat16, 8 bits of significand. */
  private static final double ROUNDING = 1.0 / 256;

  @ParameterizedTest
  @ValueSource(strings = {"m2ae", "ecg-nat"})
  void bfloat16IsARoundingAwayFromFloat32(String objective) {
    Trained plain = train(objective, Arithmetic.PLAIN);
    Trained rounded = train(objective, BFLOAT16);
    for (int step = 0; step < plain.losses.size(); step++) {
      double expected = plain.losses.get(step);
      assertThat(rounded.losses.get(step)).isCloseTo(expected, within(ROUNDING * expected));
    }
    assertThat(rounded.losses).isNotEqualTo(plain.losses); // else products were not rounded
    // Moments are means of gradients: those of rounded products point where the exact ones do.
    assertThat(cosine(rounded.state.firstMoments(), plain.state.firstMoments()))
        .isGreaterThan(0.99);
  }

  @ParameterizedTest
  @ValueSource(strings = {"m2ae", "ecg-nat"})
  void aGpuLeavesWhatTheProcessorDoes(String objective) {
    assumeThat(torch.cuda_is_available()).as("a GPU").isTrue();
    Trained plain = train(objective, Arithmetic.PLAIN);
    Trained there = train(objective, CUDA);
    for (int step = 0; step < plain.losses.size(); step++) {
      double expected = plain.losses.get(step);
      assertThat(there.losses.get(step)).isCloseTo(expected, within(1e-4 * expected));
    }
    assertThat(cosine(there.state.firstMoments(), plain.state.firstMoments()))
        .isGreaterThan(0.9999);
  }

  @Test
  void aGpuThatIsNotThereIsRefused() {
    assumeThat(torch.cuda_is_available()).as("a GPU").isFalse();
    assertThatThrownBy(() -> train("m2ae", CUDA))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("device cuda: libtorch finds no GPU")
        .hasMessageContaining("device: cpu");
    assertThat(train("m2ae", Arithmetic.PLAIN).losses).as("this thread computes on").hasSize(3);
  }

  private record Trained(List<Double> losses, ModelState state) {}

  private static Trained train(String objective, Arithmetic arithmetic) {
    TrainingSpec spec =
        new TrainingSpec(
            "test",
            objective,
            SETTINGS.get(objective),
            3,
            new AdamW(LearningRate.constant(1e-4), 0.9, 0.95, 0.05, 1),
            arithmetic,
            1);
    ModelCopy copy =
        new ModelCopy(spec, ModelState.start(spec.make().layout().startingValues(3)), 0);
    List<Double> losses = new ArrayList<>();
    for (int step = 0; step < 3; step++) {
      StepLosses of = copy.train(examples(objective, step));
      losses.add(of.total());
    }
    return new Trained(losses, copy.state());
  }

  private static final Map<String, Map<String, String>> SETTINGS =
      Map.of(
          "m2ae",
          Map.of(
              "size", "tiny",
              "masks", "complementary",
              "mask-ratio", "0.5",
              "lag-patches", "0",
              "modality-dropout", "0.15",
              "view-mask-ratio", "0.3",
              "contrastive-views", "2",
              "contrastive-weight", "0.1",
              "contrastive-warmup", "0"),
          "ecg-nat",
          Map.of(
              "size", "micro",
              "mask-ratio", "0.6",
              "shared-mask", "0.5",
              "lead-dropout", "0.1",
              "reduced-leads", "0.1"));

  private static List<TrainingExample> examples(String objective, int step) {
    Random random = new Random(step);
    List<TrainingExample> examples = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      Map<String, float[]> signals = new HashMap<>();
      if (objective.equals("m2ae")) {
        signals.put("ecg", wave(random, 1250));
        signals.put("ppg", wave(random, 1250));
      } else {
        EcgWindow.LEADS.forEach(lead -> signals.put(lead.label(), wave(random, EcgWindow.SAMPLES)));
      }
      examples.add(new TrainingExample("w" + i, i / 2, true, signals, random.nextLong()));
    }
    return examples;
  }

  private static float[] wave(Random random, int samples) {
    double period = 50 + 100 * random.nextDouble();
    float[] wave = new float[samples];
    for (int i = 0; i < samples; i++) {
      wave[i] = (float) (Math.sin(i / period) + 0.3 * random.nextGaussian());
    }
    return wave;
  }

  private static double cosine(float[] a, float[] b) {
    double ab = 0;
    double aa = 0;
    double bb = 0;
    for (int i = 0; i < a.length; i++) {
      ab += (double) a[i] * b[i];
      aa += (double) a[i] * a[i];
      bb += (double) b[i] * b[i];
    }
    return ab / Math.sqrt(aa * bb);
  }
}
