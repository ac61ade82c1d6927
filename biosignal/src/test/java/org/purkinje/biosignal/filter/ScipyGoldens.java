package org.purkinje.biosignal.filter;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.StreamSupport;

/** The vectors that {@code signal/dsp_goldens.py} of the peers folder wrote. */
record ScipyGoldens(Path folder, JsonNode index) {

  static ScipyGoldens open() {
    String peers = System.getProperty("purkinje.peers", "");
    assumeTrue(!peers.isEmpty(), "set -Dpurkinje.peers to compare with SciPy");
    Path folder = Path.of(peers, "signal", "goldens", "dsp");
    try {
      return new ScipyGoldens(
          folder, new ObjectMapper().readTree(folder.resolve("index.json").toFile()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  List<JsonNode> cases(String op) {
    return StreamSupport.stream(index.get("cases").spliterator(), false)
        .filter(node -> node.get("op").asText().equals(op))
        .toList();
  }

  double[] input(JsonNode goldenCase) {
    return vector(index.get("inputs").get(goldenCase.get("input").asText()));
  }

  double[] output(JsonNode goldenCase) {
    return vector(goldenCase.get("output"));
  }

  double[] vector(JsonNode entry) {
    try {
      byte[] bytes = Files.readAllBytes(folder.resolve(entry.get("file").asText()));
      double[] values = new double[entry.get("n").asInt()];
      ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asDoubleBuffer().get(values);
      return values;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  JsonNode design(String name) {
    return index.get("designs").get(name);
  }

  /** The Butterworth filter of that name, designed anew. */
  SecondOrderSections sections(String name) {
    JsonNode design = design(name);
    int order = design.get("butter_order").asInt();
    double fs = design.get("fs").asDouble();
    JsonNode edge = design.get("edge_hz");
    return design.get("btype").asText().equals("bandpass")
        ? Butterworth.bandpass(order, edge.get(0).asDouble(), edge.get(1).asDouble(), fs)
        : Butterworth.lowpass(order, edge.asDouble(), fs);
  }

  /** The bound for filters designed anew, from the peers' README. */
  static double tolerance(double[] input) {
    return 1e-9 * Math.max(1, Arrays.stream(input).map(Math::abs).max().orElse(0));
  }
}
