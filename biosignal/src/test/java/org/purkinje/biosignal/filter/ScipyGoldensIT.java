package org.purkinje.biosignal.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.function.BiFunction;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Oracle: SciPy 1.17.1 on excerpts of real recordings and on synthetic and edge cases. */
class ScipyGoldensIT {

  private static ScipyGoldens goldens;

  @BeforeAll
  static void open() {
    goldens = ScipyGoldens.open();
  }

  @Test
  void designsTheSameSections() {
    for (Iterator<String> names = goldens.index().get("designs").fieldNames(); names.hasNext(); ) {
      String name = names.next();
      JsonNode design = goldens.design(name);
      if (design.has("butter_order")) {
        SecondOrderSections sections = goldens.sections(name);
        double[] rows = goldens.vector(design.get("sos_rows_b0_b1_b2_a0_a1_a2"));
        assertThat(flat(sections.sections())).as(name).containsExactly(rows, within(1e-12));
        double[] states = goldens.vector(design.get("sosfilt_zi"));
        // A band-pass near 0 Hz divides by 1 + a1 + a2, which is about 1e-5.
        assertThat(flat(sections.steadyState())).as(name).containsExactly(states, within(1e-9));
        assertThat(sections.padLength()).as(name).isEqualTo(design.get("padlen").asInt());
      }
    }
  }

  @Test
  void filtersForwardAsSosfilt() {
    assertEqual(10, "sosfilt", (c, x) -> goldens.sections(c.get("design").asText()).filter(x));
  }

  @Test
  void filtersWithZeroPhaseAsSosfiltfilt() {
    assertEqual(
        42, "sosfiltfilt", (c, x) -> goldens.sections(c.get("design").asText()).filtfilt(x));
  }

  @Test
  void resamplesAsResamplePolyWithALineBeyondTheEnds() {
    List<JsonNode> cases = resamplings("line");
    assertThat(cases).hasSize(5);
    for (JsonNode c : cases) {
      assertClose(c, resampler(c).resample(goldens.input(c)), goldens.input(c));
    }
  }

  @Test
  void takesTheMainsOutAsIirnotchAndFiltfilt() {
    assertEqual(
        20,
        "filtfilt",
        (c, x) -> {
          JsonNode design = goldens.design(c.get("design").asText());
          return Notch.of(
                  design.get("iirnotch_hz").asDouble(),
                  design.get("Q").asDouble(),
                  design.get("fs").asDouble())
              .filtfilt(x);
        });
  }

  @Test
  void takesMediansAsMedianFilter() {
    assertEqual(10, "median_nearest", (c, x) -> new MedianFilter(kernel(c)).apply(x));
    List<JsonNode> zeros = goldens.cases("medfilt");
    assertThat(zeros).hasSize(10);
    for (JsonNode c : zeros) {
      int half = kernel(c) / 2;
      double[] x = goldens.input(c);
      if (x.length > 2 * half) {
        assertThat(Arrays.copyOfRange(new MedianFilter(kernel(c)).apply(x), half, x.length - half))
            .as(c.get("id").asText())
            .containsExactly(Arrays.copyOfRange(goldens.output(c), half, x.length - half));
      }
    }
  }

  private static int kernel(JsonNode c) {
    return c.get("kernel").asInt();
  }

  @Test
  void removesTheBaselineOfTwoMedians() {
    assertEqual(
        5,
        "median_baseline_removed",
        (c, x) -> {
          double[] baseline = x;
          for (JsonNode size : c.get("kernels")) {
            baseline = new MedianFilter(size.asInt()).apply(baseline);
          }
          double[] difference = new double[x.length];
          for (int i = 0; i < x.length; i++) {
            difference[i] = x[i] - baseline[i];
          }
          return difference;
        });
  }

  /** Where no tap reaches beyond the ends it does not matter what lies there. */
  @Test
  void resamplesAsResamplePolyBetweenTheEnds() {
    List<JsonNode> cases = resamplings("constant");
    assertThat(cases).hasSize(23);
    int compared = 0;
    for (JsonNode c : cases) {
      double[] x = goldens.input(c);
      double[] y = resampler(c).resample(x);
      double[] expected = goldens.output(c);
      assertThat(y).as(c.get("id").asText()).hasSameSizeAs(expected);
      int end = reach(c);
      for (int i = end; i < y.length - end; i++) {
        assertThat(y[i]).as(c.get("id").asText()).isCloseTo(expected[i], tolerance(x));
        compared++;
      }
    }
    assertThat(compared).isGreaterThan(15_000);
  }

  /** Ends included, where the line goes on; between them with SciPy's zeros beyond. */
  @Test
  void resamplesIn32BitsWithin1e5() {
    int compared = 0;
    for (JsonNode c : goldens.cases("resample_poly")) {
      boolean isLine = c.get("padtype").asText().startsWith("line");
      double[] x = goldens.input(c);
      double[] expected = goldens.output(c);
      float[] y = resampler(c).resample(floats(x));
      assertThat(y).as(c.get("id").asText()).hasSameSizeAs(expected);
      double limit = 1e-5 * Math.max(1, Arrays.stream(x).map(Math::abs).max().orElse(0));
      int end = isLine ? 0 : reach(c);
      for (int i = end; i < y.length - end; i++) {
        assertThat((double) y[i]).as(c.get("id").asText()).isCloseTo(expected[i], within(limit));
        compared++;
      }
    }
    assertThat(compared).isGreaterThan(20_000);
  }

  private static float[] floats(double[] x) {
    float[] floats = new float[x.length];
    for (int i = 0; i < x.length; i++) {
      floats[i] = (float) x[i];
    }
    return floats;
  }

  @Test
  void standardisesWithThePopulationSd() {
    assertEqual(3, "zscore", (c, x) -> Standardisation.of(x).apply(x));
  }

  /** The middle of the chain, standardised by itself: its ends were resampled with zeros. */
  @Test
  void filtersResamplesAndStandardisesInAChain() {
    List<JsonNode> cases = goldens.cases("chain");
    assertThat(cases).hasSize(2);
    for (JsonNode c : cases) {
      double[] x = goldens.input(c);
      String design = c.get("steps").get(0).asText().replace("sosfiltfilt ", "");
      double fs = goldens.design(design).get("fs").asDouble();
      double[] filtered = goldens.sections(design).filtfilt(x);
      double[] resampled = Resampler.between(fs, 125).resample(filtered);
      assertThat(middle(resampled))
          .as(c.get("id").asText())
          .containsExactly(middle(goldens.output(c)), within(1e-8));
    }
  }

  private static double[] middle(double[] x) {
    double[] middle = Arrays.copyOfRange(x, 25, x.length - 25);
    return Standardisation.of(middle).apply(middle);
  }

  private static List<JsonNode> resamplings(String beyondTheEnds) {
    return goldens.cases("resample_poly").stream()
        .filter(c -> c.get("padtype").asText().startsWith(beyondTheEnds))
        .toList();
  }

  private static PolyphaseResampler resampler(JsonNode c) {
    return new PolyphaseResampler(c.get("up").asInt(), c.get("down").asInt());
  }

  /** Output samples at each end that the taps reach from outside. */
  private static int reach(JsonNode c) {
    double up = c.get("up").asInt();
    double down = c.get("down").asInt();
    return (int) Math.ceil(10 * Math.max(up, down) / down) + 1;
  }

  private static Offset<Double> tolerance(double[] input) {
    return within(ScipyGoldens.tolerance(input));
  }

  private static void assertEqual(
      int count, String op, BiFunction<JsonNode, double[], double[]> computed) {
    List<JsonNode> cases = goldens.cases(op);
    assertThat(cases).hasSize(count);
    for (JsonNode c : cases) {
      double[] x = goldens.input(c);
      assertClose(c, computed.apply(c, x), x);
    }
  }

  private static void assertClose(JsonNode c, double[] computed, double[] input) {
    double tolerance = ScipyGoldens.tolerance(input);
    assertThat(computed)
        .as(c.get("id").asText())
        .containsExactly(goldens.output(c), within(tolerance));
  }

  private static double[] flat(double[][] rows) {
    return Arrays.stream(rows).flatMapToDouble(Arrays::stream).toArray();
  }
}
