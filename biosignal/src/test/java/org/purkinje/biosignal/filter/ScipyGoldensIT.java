package org.purkinje.biosignal.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.function.BiFunction;
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
  void resamplesAsResamplePoly() {
    int compared = 0;
    for (JsonNode c : goldens.cases("resample_poly")) {
      if (c.get("padtype").asText().startsWith("constant")) {
        double[] x = goldens.input(c);
        int up = c.get("up").asInt();
        int down = c.get("down").asInt();
        assertClose(c, new PolyphaseResampler(up, down).resample(x), x);
        compared++;
      }
    }
    assertThat(compared).isEqualTo(23);
  }

  @Test
  void standardisesWithThePopulationSd() {
    assertEqual(3, "zscore", (c, x) -> Standardisation.of(x).apply(x));
  }

  @Test
  void filtersResamplesAndStandardisesInAChain() {
    assertEqual(2, "chain", ScipyGoldensIT::chain);
  }

  private static double[] chain(JsonNode c, double[] x) {
    String design = c.get("steps").get(0).asText().replace("sosfiltfilt ", "");
    double fs = goldens.design(design).get("fs").asDouble();
    double[] filtered = goldens.sections(design).filtfilt(x);
    double[] resampled = PolyphaseResampler.between(fs, 125).resample(filtered);
    return Standardisation.of(resampled).apply(resampled);
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
