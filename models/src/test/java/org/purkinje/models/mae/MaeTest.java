package org.purkinje.models.mae;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.purkinje.models.layer.ParameterLayout;
import org.purkinje.models.layer.ParameterLayout.Start;
import org.purkinje.models.layer.ParameterSpec;
import org.purkinje.models.masking.MaskPlan;
import org.purkinje.models.random.DrawStream;
import org.purkinje.models.training.LossAndGradient;
import org.purkinje.models.training.ObjectiveFactory;
import org.purkinje.models.training.TrainingExample;
import org.purkinje.models.training.WindowEncoder;

/** In double precision; oracles: finite differences, and the loss of a window alone. */
class MaeTest {

  private static final MaeShape SHAPE = new MaeShape(10, 8, 16, 1, 12, 1, 2);
  private static final MaeObjective OBJECTIVE = new MaeObjective("ppg", SHAPE, 0.5);
  private static final ParameterLayout LAYOUT = Mae.layout(SHAPE, Start.REFERENCE);

  @Test
  void agreesWithFiniteDifferences() {
    List<TrainingExample> windows = List.of(window(1), window(2));
    double[] values = startingValues();
    double[] gradient = evaluate(windows, values).gradient();
    DrawStream draws = new DrawStream(17, "picks");
    double step = 1e-5;
    for (ParameterSpec spec : LAYOUT.specs()) {
      double largest = 1e-6;
      for (long i = spec.offset(); i < spec.end(); i++) {
        largest = Math.max(largest, Math.abs(gradient[(int) i]));
      }
      int at = (int) spec.offset() + draws.nextInt((int) spec.length());
      double kept = values[at];
      values[at] = kept + step;
      double up = evaluate(windows, values).total();
      values[at] = kept - step;
      double down = evaluate(windows, values).total();
      values[at] = kept;
      assertThat((up - down) / (2 * step))
          .as(spec.name())
          .isCloseTo(gradient[at], within(1e-5 * largest));
    }
  }

  @Test
  void passesOverWindowsWithoutTheSignal() {
    List<TrainingExample> windows = new ArrayList<>(List.of(window(1), window(2)));
    LossAndGradient paired = evaluate(windows, startingValues());
    windows.add(1, new TrainingExample("w", 3, false, Map.of("ecg", samples(3)), 3));
    LossAndGradient mixed = evaluate(windows, startingValues());
    assertThat(mixed.terms()).containsOnlyKeys("rec_p", "patch_mean_p");
    assertThat(mixed.total()).isCloseTo(paired.total(), within(1e-12));

    LossAndGradient none = evaluate(windows.subList(1, 2), startingValues());
    assertThat(none.total()).isZero();
    assertThat(none.gradient()).containsOnly(0);
  }

  /** The samples of a hidden patch may change what is asked for, never what is answered. */
  @Test
  void doesNotSeeWhatIsHidden() {
    TrainingExample window = window(5);
    float[] changed = window.signal("ppg").clone();
    boolean[] visible = MaskPlan.drawView(window.seed(), "mae", 0.5, SHAPE.patches());
    for (int i = 0; i < changed.length; i++) {
      // Another offset: the same patch in its own units.
      changed[i] += visible[i / SHAPE.patchSamples()] ? 0 : 7;
    }
    LossAndGradient before = evaluate(List.of(window), startingValues());
    LossAndGradient after =
        evaluate(
            List.of(new TrainingExample("w", 5, false, Map.of("ppg", changed), window.seed())),
            startingValues());
    assertThat(after.total()).isCloseTo(before.total(), within(1e-5));
  }

  @Test
  void givesAWindowTheSameVectorInAnyBatch() {
    float[] values = Mae.layout(SHAPE, Start.REFERENCE).startingValues(7);
    try (WindowEncoder encoder = OBJECTIVE.encoder(values).orElseThrow()) {
      float[] alone = encoder.encode(List.of(Map.of("ppg", samples(1)))).get(0).get("ppg");
      List<Map<String, float[]>> among =
          encoder.encode(
              List.of(
                  Map.of("ppg", samples(2)),
                  Map.of("ecg", samples(3)),
                  Map.of("ppg", samples(1), "ecg", samples(3))));
      assertThat(alone).hasSize(SHAPE.width());
      assertThat(among.get(1)).isEmpty();
      assertThat(among.get(2)).containsOnlyKeys("ppg");
      assertThat(among.get(2).get("ppg")).containsExactly(alone, within(1e-5f));
      assertThat(among.get(0).get("ppg")).isNotEqualTo(alone);
      assertThatThrownBy(() -> encoder.encode(List.of(Map.of("ppg", new float[7]))))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("ppg must have 80 samples, got 7");
    }
  }

  @Test
  void refusesSettingsThatMakeNoNetwork() {
    Map<String, String> settings =
        Map.of(
            "signal", "ecg",
            "patches", "50",
            "patch-samples", "25",
            "width", "30",
            "depth", "2",
            "decoder-width", "32",
            "decoder-depth", "1",
            "heads", "4",
            "mask-ratio", "0.5");
    assertThatThrownBy(() -> ObjectiveFactory.create("mae", settings))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("width must be even and a multiple of heads, 4, got 30");
  }

  private static LossAndGradient evaluate(List<TrainingExample> windows, double[] values) {
    return LossAndGradient.of(OBJECTIVE, LAYOUT, windows, values);
  }

  private static TrainingExample window(long seed) {
    return new TrainingExample("w", seed, false, Map.of("ppg", samples(seed)), seed);
  }

  private static float[] samples(long seed) {
    DrawStream draws = new DrawStream(seed, "samples");
    float[] samples = new float[SHAPE.samples()];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (float) (Math.sin(i / 5.0 + seed) + 0.1 * draws.nextGaussian());
    }
    return samples;
  }

  private static double[] startingValues() {
    return LossAndGradient.startingValues(LAYOUT, 7);
  }
}
