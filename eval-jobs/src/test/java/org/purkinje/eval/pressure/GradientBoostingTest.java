package org.purkinje.eval.pressure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Against LightGBM's own Python package; {@code golden/lightgbm/toy/HOW.md} has the command. */
class GradientBoostingTest {

  private static final BoostingSettings SETTINGS =
      new BoostingSettings(200, 0.1, 7, 10, 0.8, 0.8, 10, 0.15);

  @Test
  void equalsThePythonPackage() throws IOException {
    BoostedTrees trees =
        new GradientBoosting(SETTINGS, 11).train(examples(0, 240), examples(240, 300));

    assertThat(trees.trees()).isEqualTo(74);
    double[] expected =
        lines("predictions.csv").stream().mapToDouble(Double::parseDouble).toArray();
    assertThat(trees.predict(examples(300, 360))).containsExactly(expected, within(1e-6));
  }

  @Test
  void trainsTheSameTreesAgainForTheSameSeedAndOthersForAnother() throws IOException {
    BoostedTrees first =
        new GradientBoosting(SETTINGS, 3).train(examples(0, 240), examples(240, 300));
    BoostedTrees again =
        new GradientBoosting(SETTINGS, 3).train(examples(0, 240), examples(240, 300));
    BoostedTrees other =
        new GradientBoosting(SETTINGS, 4).train(examples(0, 240), examples(240, 300));

    assertThat(again).isEqualTo(first);
    assertThat(other.text()).isNotEqualTo(first.text());
  }

  @Test
  void answersTheMeanWhereTooFewExamplesCanBeSplit() throws IOException {
    Examples few = examples(0, 12);

    double[] answers =
        new GradientBoosting(SETTINGS, 1).train(few, examples(240, 250)).predict(few);

    double mean = Arrays.stream(few.targetsMmhg()).average().orElseThrow();
    assertThat(answers).containsOnly(answers[0]);
    assertThat(answers[0]).isCloseTo(mean, within(1e-6));
  }

  @Test
  void answersNothingForNoRows() throws IOException {
    BoostedTrees trees =
        new GradientBoosting(SETTINGS, 1).train(examples(0, 240), examples(240, 300));

    assertThat(trees.predict(examples(0, 0))).isEmpty();
  }

  private static Examples examples(int from, int to) throws IOException {
    Examples.Builder rows = new Examples.Builder(5, to - from);
    for (String line : lines("examples.csv").subList(from, to)) {
      String[] cells = line.split(",", -1);
      rows.add(Double.parseDouble(cells[5]), 0);
      for (int i = 0; i < 5; i++) {
        rows.input(Float.parseFloat(cells[i]));
      }
    }
    return rows.build();
  }

  private static List<String> lines(String file) throws IOException {
    try (InputStream in =
        GradientBoostingTest.class.getResourceAsStream("/golden/lightgbm/toy/" + file)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
  }
}
