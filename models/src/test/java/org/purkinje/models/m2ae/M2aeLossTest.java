package org.purkinje.models.m2ae;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.purkinje.models.layer.ParameterLayout;
import org.purkinje.models.layer.ParameterLayout.Start;
import org.purkinje.models.layer.ParameterSpec;
import org.purkinje.models.masking.MaskPlan;
import org.purkinje.models.random.DrawStream;
import org.purkinje.models.training.LossAndGradient;
import org.purkinje.models.training.TrainingExample;
import org.purkinje.models.training.TrainingStep;

/**
 * M2AE's loss in double precision: leaks, absent signals and gradients would stay unseen in float.
 */
class M2aeLossTest {
  private static final ParameterLayout LAYOUT = M2ae.layout(M2aeSize.TINY, Start.REFERENCE);

  @Test
  void givesAnAbsentSignalNoLossAndItsWindowNoPartInContrast() {
    List<TrainingExample> windows = new ArrayList<>(SyntheticWindows.paired(4, 17));
    LossAndGradient paired = evaluate(windows, 1);
    windows.add(ecgAlone(5));
    windows.add(
        new TrainingExample("w", 98, false, Map.of("ppg", SyntheticWindows.beats(6, 0.15)), 6));
    LossAndGradient mixed = evaluate(windows, 1);
    assertThat(mixed.value("con")).isCloseTo(paired.value("con"), within(1e-9));

    double alone = evaluate(windows.subList(4, 5), 1).value("rec_e");
    assertThat(mixed.value("rec_e") * 5).isCloseTo(paired.value("rec_e") * 4 + alone, within(1e-9));
    assertThat(mixed.terms().get("rec_e").windows()).isEqualTo(5);
    assertThat(mixed.terms().get("con").windows()).isEqualTo(4);
  }

  /** Oracle: the same pairs alone; PPG's loss and gradient may not depend on its neighbours. */
  @Test
  void doesNotWeakenTheGradientOfASignalThatOtherWindowsLack() {
    List<TrainingExample> windows = new ArrayList<>(SyntheticWindows.paired(4, 17));
    LossAndGradient paired = evaluate(windows, 0);
    for (int i = 0; i < 28; i++) {
      windows.add(ecgAlone(100 + i));
    }
    LossAndGradient mixed = evaluate(windows, 0);
    assertThat(mixed.value("rec_p")).isCloseTo(paired.value("rec_p"), within(1e-9));
    assertThat(norm(mixed.gradient(), "dec_p.head.weight"))
        .isCloseTo(norm(paired.gradient(), "dec_p.head.weight"), within(1e-9));
  }

  @Test
  void takesPositivesFromTrustedPairsAlone() {
    List<TrainingExample> windows = new ArrayList<>(SyntheticWindows.paired(4, 17));
    LossAndGradient trusted = evaluate(windows, 2);
    windows.add(new TrainingExample("w", 77, false, windows.get(0).signals(), 5));
    LossAndGradient mixed = evaluate(windows, 2);
    assertThat(mixed.value("con")).isCloseTo(trusted.value("con"), within(1e-9));
    assertThat(mixed.value("aug")).isCloseTo(trusted.value("aug"), within(1e-9));
    assertThat(mixed.terms().get("rec_p").windows()).isEqualTo(5);
  }

  @Test
  void trainsOnABatchWithoutAnyPair() {
    List<TrainingExample> windows = List.of(ecgAlone(1), ecgAlone(2));
    LossAndGradient result = evaluate(windows, 2);
    assertThat(result.terms()).containsOnlyKeys("rec_e", "patch_mean_e");
    assertThat(result.total()).isEqualTo(result.value("rec_e")).isPositive();
    assertThat(norm(result.gradient(), "enc_e.patch.weight")).isPositive();
    assertThat(norm(result.gradient(), "enc_p.patch.weight")).isZero();
    assertThat(norm(result.gradient(), "proj_e.fc1.weight")).isZero();
  }

  /** Oracle: the same batch without contrastive terms, and with them in every step. */
  @Test
  void contrastsInEachStepOfTheIntervalAlone() {
    List<TrainingExample> windows = SyntheticWindows.paired(4, 17);
    M2aeObjective everyThird = objective(1, 0, 3);
    LossAndGradient with = evaluate(windows, 1);
    LossAndGradient without = evaluate(windows, 0);
    for (int step = 0; step < 7; step++) {
      assertSame(
          LossAndGradient.of(
              everyThird, LAYOUT, windows, startingValues(), new TrainingStep(step, 100)),
          step % 3 == 0 ? with : without);
    }
    assertSame(
        LossAndGradient.of(
            everyThird, LAYOUT, windows, startingValues(), new TrainingStep(1, 100, false)),
        with);
  }

  private static void assertSame(LossAndGradient actual, LossAndGradient expected) {
    assertThat(actual.total()).isEqualTo(expected.total());
    assertThat(Arrays.equals(actual.gradient(), expected.gradient())).as("gradients").isTrue();
    assertThat(actual.terms()).containsOnlyKeys(expected.terms().keySet());
  }

  @Test
  void givesThePatchMeanItsHandWorkedLoss() {
    // Patches of ±1 with one 0 have mean 0 and almost SD 1.
    float[] square = new float[M2ae.SAMPLES];
    for (int i = 0; i < square.length; i++) {
      square[i] = i % M2ae.PATCH_SAMPLES == 24 ? 0 : i % 2 == 0 ? 1 : -1;
    }
    LossAndGradient result =
        evaluate(
            List.of(new TrainingExample("w", 1, true, Map.of("ecg", square, "ppg", square), 1)), 0);
    double variance = 24 / 25.0 - Math.pow(meanOfPatch(square), 2);
    double expected = variance / Math.pow(Math.sqrt(variance) + 1e-3, 2);
    assertThat(result.value("patch_mean_e")).isCloseTo(expected, within(1e-2));
  }

  @Test
  void agreesWithFiniteDifferences() {
    List<TrainingExample> windows = new ArrayList<>(SyntheticWindows.paired(2, 17));
    windows.add(
        new TrainingExample("w", 98, false, Map.of("ppg", SyntheticWindows.beats(6, 0.15)), 6));
    double[] values = startingValues();
    values[(int) LAYOUT.spec("log_tau").offset()] += 1;
    double[] gradient = evaluate(windows, 2, 0.15, values).gradient();
    DrawStream draws = new DrawStream(17, "picks");
    double step = 1e-5;
    for (ParameterSpec spec : LAYOUT.specs()) {
      if (spec.name().matches("enc_e.blocks.*|enc_p.blocks.1.*|dec_p.*|shared.blocks.*")) {
        continue; // as their counterparts; leaving them out keeps the test short
      }
      double largest = 1e-6;
      for (long i = spec.offset(); i < spec.end(); i++) {
        largest = Math.max(largest, Math.abs(gradient[(int) i]));
      }
      int at = (int) spec.offset() + draws.nextInt((int) spec.length());
      double kept = values[at];
      values[at] = kept + step;
      double up = evaluate(windows, 2, 0.15, values).total();
      values[at] = kept - step;
      double down = evaluate(windows, 2, 0.15, values).total();
      values[at] = kept;
      assertThat((up - down) / (2 * step))
          .as(spec.name())
          .isCloseTo(gradient[at], within(1e-5 * largest));
    }
  }

  private static TrainingExample ecgAlone(long seed) {
    return new TrainingExample(
        "w", seed, false, Map.of("ecg", SyntheticWindows.beats(seed, 0.03)), seed);
  }

  private static LossAndGradient evaluate(List<TrainingExample> windows, int views) {
    return evaluate(windows, views, 0, startingValues());
  }

  private static LossAndGradient evaluate(
      List<TrainingExample> windows, int views, double drop, double[] values) {
    return LossAndGradient.of(objective(views, drop, 1), LAYOUT, windows, values);
  }

  private static M2aeObjective objective(int views, double drop, int interval) {
    MaskPlan masks = new MaskPlan(MaskPlan.Scheme.COMPLEMENTARY, 0.5, 0, drop);
    return new M2aeObjective(
        M2aeSize.TINY, masks, 0.3, views, new ContrastiveWeight(0.5, 0, interval));
  }

  private static double[] startingValues() {
    return LossAndGradient.startingValues(LAYOUT, 7);
  }

  private static double norm(double[] gradient, String name) {
    ParameterSpec spec = LAYOUT.spec(name);
    double[] own = Arrays.copyOfRange(gradient, (int) spec.offset(), (int) spec.end());
    return Math.sqrt(Arrays.stream(own).map(g -> g * g).sum());
  }

  private static double meanOfPatch(float[] samples) {
    double sum = 0;
    for (int i = 0; i < M2ae.PATCH_SAMPLES; i++) {
      sum += samples[i];
    }
    return sum / M2ae.PATCH_SAMPLES;
  }
}
