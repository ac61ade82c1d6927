package org.purkinje.models.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.PointerScope;
import org.junit.jupiter.api.Test;
import org.purkinje.models.masking.MaskPlan;
import org.purkinje.models.network.M2ae;
import org.purkinje.models.network.M2aeSize;
import org.purkinje.models.network.ParameterLayout;
import org.purkinje.models.network.ParameterLayout.Start;
import org.purkinje.models.network.ParameterSpec;
import org.purkinje.models.network.Parameters;
import org.purkinje.models.random.DrawStream;

/**
 * M2AE's loss in double precision: leaks, absent signals and gradients would stay unseen in float.
 */
class M2aeLossTest {
  private static final ParameterLayout LAYOUT = M2ae.layout(M2aeSize.TINY, Start.REFERENCE);
  private static final float[] NONE = {};

  @Test
  void givesAnAbsentSignalNoLossAndItsWindowNoPartInContrast() {
    List<PackedWindow> windows = new ArrayList<>(SyntheticWindows.paired(4, 17, 0.1f));
    Result paired = evaluate(windows, 1);
    windows.add(new PackedWindow(SyntheticWindows.beats(5, 0.03), NONE, 99, 5, 0.1f));
    windows.add(new PackedWindow(NONE, SyntheticWindows.beats(6, 0.15), 98, 6, 0.1f));
    Result mixed = evaluate(windows, 1);
    assertThat(mixed.terms().get("con")).isCloseTo(paired.terms().get("con"), within(1e-9));

    double ecgAlone = evaluate(windows.subList(4, 5), 1).terms().get("rec_e");
    assertThat(mixed.terms().get("rec_e") * 6)
        .isCloseTo(paired.terms().get("rec_e") * 4 + ecgAlone, within(1e-9));
  }

  @Test
  void trainsOnABatchWithoutAnyPair() {
    List<PackedWindow> windows =
        List.of(
            new PackedWindow(SyntheticWindows.beats(1, 0.03), NONE, 1, 1, 0.1f),
            new PackedWindow(SyntheticWindows.beats(2, 0.03), NONE, 1, 2, 0.1f));
    Result result = evaluate(windows, 2);
    assertThat(result.terms())
        .containsEntry("rec_p", 0.0)
        .containsEntry("patch_mean_p", 0.0)
        .containsEntry("con", 0.0)
        .containsEntry("aug", 0.0);
    assertThat(result.terms().get("rec_e")).isPositive();
    assertThat(norm(result.gradient(), "enc_e.patch.weight")).isPositive();
    assertThat(norm(result.gradient(), "enc_p.patch.weight")).isZero();
    assertThat(norm(result.gradient(), "proj_e.fc1.weight")).isZero();
  }

  @Test
  void givesTheTrivialPredictorsTheirHandWorkedLosses() {
    // Patches of ±1 have mean 0 and SD 1; the window mean is 0 too.
    float[] square = new float[M2ae.SAMPLES];
    for (int i = 0; i < square.length; i++) {
      square[i] = i % M2ae.PATCH_SAMPLES == 24 ? 0 : i % 2 == 0 ? 1 : -1;
    }
    Map<String, Double> terms =
        evaluate(List.of(new PackedWindow(square, square, 1, 1, 0)), 0).terms();
    double variance = 24 / 25.0 - Math.pow(meanOfPatch(square), 2);
    double expected = variance / Math.pow(Math.sqrt(variance) + 1e-3, 2);
    assertThat(terms.get("patch_mean_e")).isCloseTo(expected, within(1e-2));
    assertThat(terms.get("window_mean_e")).isCloseTo(expected, within(1e-2));
  }

  @Test
  void agreesWithFiniteDifferences() {
    List<PackedWindow> windows = new ArrayList<>(SyntheticWindows.paired(2, 17, 0.5f));
    windows.add(new PackedWindow(NONE, SyntheticWindows.beats(6, 0.15), 98, 6, 0.5f));
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

  private record Result(double total, Map<String, Double> terms, double[] gradient) {}

  private static Result evaluate(List<PackedWindow> windows, int views) {
    return evaluate(windows, views, 0, startingValues());
  }

  private static Result evaluate(
      List<PackedWindow> windows, int views, double drop, double[] values) {
    MaskPlan masks = new MaskPlan(MaskPlan.Scheme.COMPLEMENTARY, 0.5, 0, drop);
    M2aeObjective objective = new M2aeObjective(M2aeSize.TINY, masks, 0.3, views);
    float[] rows = new float[windows.size() * PackedWindow.ROW_LENGTH];
    for (int i = 0; i < windows.size(); i++) {
      windows.get(i).writeTo(rows, i * PackedWindow.ROW_LENGTH);
    }
    try (PointerScope scope = new PointerScope()) {
      DoublePointer gradients = new DoublePointer(new double[values.length]);
      Parameters parameters = Parameters.trainable(LAYOUT, new DoublePointer(values), gradients);
      LossTerms loss =
          objective.loss(
              parameters,
              new PackedRows(new FloatPointer(rows), windows.size(), PackedWindow.ROW_LENGTH));
      loss.total().backward();
      double[] gradient = new double[values.length];
      gradients.get(gradient);
      Result result = new Result(loss.total().item_double(), loss.values(), gradient);
      parameters.close();
      return result;
    }
  }

  private static double[] startingValues() {
    float[] floats = LAYOUT.startingValues(7);
    double[] values = new double[floats.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = floats[i];
    }
    return values;
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
