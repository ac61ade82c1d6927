package org.purkinje.biosignal.pressure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Oracle: the Python peer, see {@code golden/pressure/cinc2015-features/HOW.md}. */
class Cinc2015FeaturesIT {

  private static final double RELATIVE_TOLERANCE = 1e-9;

  @Test
  void measuresTheFeaturesAndPressuresOfThePythonPeer() throws IOException {
    String corpora = System.getProperty("purkinje.corpora", "");
    assumeTrue(!corpora.isEmpty(), "set -Dpurkinje.corpora to measure real windows");
    PressureProtocol assessor = new PressureProtocol(PressureRules.published());
    List<String[]> rows = goldenRows();
    assertThat(rows).hasSize(25);
    for (String[] row : rows) {
      PressureSignals record =
          Cinc2015Reader.prepare(Path.of(corpora, "cinc2015", row[0] + ".hea"));
      ProtocolOutcome window = assessor.assess(record, Integer.parseInt(row[1]));
      assertThat(window).as(row[0]).isInstanceOf(ProtocolOutcome.Accepted.class);
      double[] measured = values((ProtocolOutcome.Accepted) window);
      for (int i = 0; i < measured.length; i++) {
        double expected = Double.parseDouble(row[i + 2]);
        assertThat(Math.abs(measured[i] - expected))
            .as("%s column %d, got %s, expected %s", row[0], i + 2, measured[i], expected)
            .isLessThanOrEqualTo(RELATIVE_TOLERANCE * Math.max(1, Math.abs(expected)));
      }
    }
  }

  @Test
  void namesTheFeaturesAsThePythonPeer() throws IOException {
    try (BufferedReader lines = goldenLines()) {
      List<String> header = List.of(lines.readLine().split(",", -1));
      assertThat(header.subList(2, 20)).isEqualTo(BloodPressureFeatures.NAMES);
    }
  }

  private static double[] values(ProtocolOutcome.Accepted window) {
    double[] features = window.features().toArray();
    double[] values = Arrays.copyOf(features, features.length + 2);
    values[features.length] = window.sbpMmhg();
    values[features.length + 1] = window.dbpMmhg();
    return values;
  }

  private static List<String[]> goldenRows() throws IOException {
    try (BufferedReader lines = goldenLines()) {
      return lines.lines().skip(1).map(line -> line.split(",", -1)).toList();
    }
  }

  private static BufferedReader goldenLines() {
    return new BufferedReader(
        new InputStreamReader(
            Cinc2015FeaturesIT.class.getResourceAsStream(
                "/golden/pressure/cinc2015-features/features.csv"),
            StandardCharsets.UTF_8));
  }
}
