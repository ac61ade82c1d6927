package org.purkinje.models.ecgnat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.purkinje.models.checkpoint.ModelState;
import org.purkinje.models.dl4j.ModelCopy;
import org.purkinje.models.ecgnat.EcgNatClassifierSettings.Labels;
import org.purkinje.models.layer.ParameterLayout;
import org.purkinje.models.layer.ParameterLayout.Start;
import org.purkinje.models.layer.ParameterSpec;
import org.purkinje.models.random.DrawStream;
import org.purkinje.models.training.AdamW;
import org.purkinje.models.training.LearningRate;
import org.purkinje.models.training.LossAndGradient;
import org.purkinje.models.training.ObjectiveFactory;
import org.purkinje.models.training.TrainingExample;
import org.purkinje.models.training.TrainingSpec;
import org.purkinje.models.training.WindowEncoder;

/** In double precision; oracles: finite differences, a hand-made table of rates. */
class EcgNatClassifierTest {

  private static final EcgNatClassifier SEVERAL = classifier(Labels.SEVERAL, 0.5, 1, 0.5);
  private static final EcgNatClassifier ONE = classifier(Labels.ONE, 0.5, 1, 0.5);
  private static final ParameterLayout REFERENCE =
      EcgNat.classifierLayout(EcgNatSize.MICRO, 3, Start.REFERENCE);

  @Test
  void isMadeFromItsSettings() {
    assertThat(ObjectiveFactory.create(EcgNatClassifier.TYPE, SEVERAL.texts())).isEqualTo(SEVERAL);
  }

  /** With augmentation and dropped branches, which are drawn again the same for equal seeds. */
  @Test
  void agreesWithFiniteDifferences() {
    checkGradient(SEVERAL, views(Set.of(0, 2), Set.of(2)));
    checkGradient(ONE, views(Set.of(1), Set.of(2)));
  }

  private static void checkGradient(EcgNatClassifier objective, List<TrainingExample> windows) {
    double[] values = LossAndGradient.startingValues(REFERENCE, 7);
    double[] gradient = LossAndGradient.of(objective, REFERENCE, windows, values).gradient();
    DrawStream draws = new DrawStream(17, "picks");
    double step = 1e-5;
    for (ParameterSpec spec : REFERENCE.specs()) {
      if (!spec.name().matches("tok.conv1.weight|.*1.*fc1.weight|.*3.*qkv.weight|head.*|proj.*")) {
        continue;
      }
      double largest = 1e-6;
      for (long i = spec.offset(); i < spec.end(); i++) {
        largest = Math.max(largest, Math.abs(gradient[(int) i]));
      }
      int at = (int) spec.offset() + draws.nextInt((int) spec.length());
      double kept = values[at];
      values[at] = kept + step;
      double up = LossAndGradient.of(objective, REFERENCE, windows, values).total();
      values[at] = kept - step;
      double down = LossAndGradient.of(objective, REFERENCE, windows, values).total();
      values[at] = kept;
      assertThat((up - down) / (2 * step))
          .as(spec.name())
          .isCloseTo(gradient[at], within(1e-5 * largest));
    }
  }

  /** MICRO has one block in each stage: the last learns at 0.1, the tokenizer is four below. */
  @Test
  void learnsMoreSlowlyTheFurtherBelowTheHeads() {
    Map<String, Double> scales =
        Map.of(
            "head.cls.weight", 1.0,
            "proj.fc1.bias", 1.0,
            "stages.3.blocks.0.fc1.weight", 0.1,
            "stages.2.down.conv.weight", 0.1 * 0.75,
            "stages.2.blocks.0.rpb", 0.1 * 0.75,
            "stages.0.blocks.0.ln1.bias", 0.1 * 0.75 * 0.75 * 0.75,
            "tok.conv1.weight", 0.1 * 0.75 * 0.75 * 0.75 * 0.75);
    ParameterLayout layout = SEVERAL.layout();
    scales.forEach(
        (name, scale) ->
            assertThat(layout.spec(name).learningRateScale())
                .as(name)
                .isCloseTo(scale, within(1e-15)));
  }

  @Test
  void beginsWithAPretrainedEncoderAndNewHeads() {
    ParameterLayout pretraining = EcgNat.layout(EcgNatSize.MICRO, Start.TRAINING);
    float[] pretrained = pretraining.startingValues(3);
    float[] start = SEVERAL.startingValues(pretrained, 9);
    for (ParameterSpec spec : SEVERAL.layout().specs()) {
      float[] own = Arrays.copyOfRange(start, (int) spec.offset(), (int) spec.end());
      boolean isHead = spec.name().startsWith("head.") || spec.name().startsWith("proj.");
      float[] expected = isHead ? SEVERAL.layout().startingValues(9) : pretrained;
      ParameterSpec from =
          isHead ? spec : pretraining.find(spec.name()).orElseThrow(AssertionError::new);
      assertThat(own)
          .as(spec.name())
          .isEqualTo(Arrays.copyOfRange(expected, (int) from.offset(), (int) from.end()));
    }
  }

  /** A step changes the heads by their rate, and the encoder by a tenth of it and less. */
  @Test
  void tellsTheClassesItWasTrainedOn() {
    EcgNatClassifier objective = classifier(Labels.ONE, 0.5, 0, 0);
    float[] first = objective.layout().startingValues(5);
    ModelCopy model =
        new ModelCopy(
            new TrainingSpec(
                "test",
                EcgNatClassifier.TYPE,
                objective.texts(),
                5,
                new AdamW(LearningRate.constant(1e-2), 0.9, 0.999, 0, 1)),
            ModelState.start(first),
            0);
    List<TrainingExample> windows = views(Set.of(1), Set.of(2));
    for (int step = 0; step < 12; step++) {
      model.train(windows);
    }
    float[] trained = model.state().parameters();
    try (WindowEncoder encoder = objective.encoder(trained).orElseThrow()) {
      List<Map<String, float[]>> scores =
          encoder.encode(windows.stream().map(TrainingExample::signals).toList());
      for (int i = 0; i < windows.size(); i++) {
        float[] own = scores.get(i).get(EcgNatClassifier.SCORES);
        int of = windows.get(i).classes().iterator().next();
        assertThat(own).hasSize(3);
        for (int other = 0; other < 3; other++) {
          assertThat(own[of]).isGreaterThanOrEqualTo(own[other]);
        }
      }
    }
  }

  @Test
  void refusesWindowsWithoutAClassOrWithTooMany() {
    refuses(SEVERAL, Set.of(), "a window must have at least one class, got []");
    refuses(ONE, Set.of(0, 2), "a window must have one class, got [0, 2]");
  }

  private static void refuses(EcgNatClassifier objective, Set<Integer> classes, String why) {
    TrainingExample example =
        new TrainingExample("w", 0, false, SyntheticLeads.signals(1, EcgWindow.LEADS), 1, classes);
    assertThatThrownBy(() -> objective.rows(List.of(example)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(why);
  }

  /** Two views of each of two windows. */
  private static List<TrainingExample> views(Set<Integer> first, Set<Integer> second) {
    List<TrainingExample> views = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      views.add(
          new TrainingExample(
              "w" + i,
              0,
              false,
              SyntheticLeads.signals(i / 2, EcgWindow.LEADS),
              100 + i,
              i < 2 ? first : second));
    }
    return views;
  }

  private static EcgNatClassifier classifier(
      Labels labels, double contrastShare, double augmentation, double dropPath) {
    return new EcgNatClassifier(
        new EcgNatClassifierSettings(
            EcgNatSize.MICRO, 3, labels, contrastShare, augmentation, dropPath, 0.1, 0.75));
  }
}
