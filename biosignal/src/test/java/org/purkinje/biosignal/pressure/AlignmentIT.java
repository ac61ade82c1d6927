package org.purkinje.biosignal.pressure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.purkinje.biosignal.beat.QrsDetector;
import org.purkinje.biosignal.window.RawSignal;

/** Trust in the timing of records whose clocks are not known, as published in docs/windows.md. */
class AlignmentIT {

  private static final double BIDMC_FS = 125;

  @Test
  void trustsMoreThanHalfOfTheRecordsOfIntensiveCare() throws IOException {
    Path corpora = corpora();
    Map<AlignmentTrust, Integer> records = new TreeMap<>();
    for (Path header : Cinc2015Reader.headersWithPressure(corpora.resolve("cinc2015"))) {
      PressureSignals record =
          Cinc2015Reader.prepare(header)
              .withRPeaks(QrsDetector.withoutBaseline(PressureSignals.FS_HZ)::detect);
      records.merge(trust(record, PressureRules.published()), 1, Integer::sum);
    }
    assertThat(records)
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(AlignmentTrust.TRUSTED, 19, AlignmentTrust.UNKNOWN, 5, AlignmentTrust.BAD, 9));
  }

  /** Six of them arrive steadily, but after 0.5 s. */
  @Test
  void goesByTheLongestArrivalThatIsAllowed() throws IOException {
    Path corpora = corpora();
    Map<AlignmentTrust, Integer> published = new TreeMap<>();
    Map<AlignmentTrust, Integer> longer = new TreeMap<>();
    try (Stream<Path> files = Files.list(corpora.resolve("bidmc"))) {
      for (Path file : files.filter(of -> of.toString().endsWith("_Signals.csv.gz")).toList()) {
        PressureSignals record = bidmc(file);
        published.merge(trust(record, PressureRules.published()), 1, Integer::sum);
        longer.merge(
            trust(record, PressureRules.published().withMaxPatSeconds(0.6)), 1, Integer::sum);
      }
    }
    assertThat(published)
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(AlignmentTrust.TRUSTED, 8, AlignmentTrust.BAD, 6));
    assertThat(longer).containsExactlyInAnyOrderEntriesOf(Map.of(AlignmentTrust.TRUSTED, 14));
  }

  private static Path corpora() {
    String corpora = System.getProperty("purkinje.corpora", "");
    assumeTrue(!corpora.isEmpty(), "set -Dpurkinje.corpora to judge the timing of real records");
    return Path.of(corpora);
  }

  private static AlignmentTrust trust(PressureSignals record, PressureRules rules) {
    PressureProtocol protocol = new PressureProtocol(rules);
    return AlignmentTrust.measured(
        record.windowStarts().mapToObj(start -> protocol.judge(record, start)).toList());
  }

  private static PressureSignals bidmc(Path file) throws IOException {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
      List<String> names =
          Arrays.stream(lines.readLine().split(",", -1)).map(String::trim).toList();
      List<String[]> rows = lines.lines().map(line -> line.split(",", -1)).toList();
      return PressureSignals.prepare(
          column(rows, names.indexOf("II")),
          column(rows, names.indexOf("PLETH")),
          RawSignal.absent());
    }
  }

  private static RawSignal column(List<String[]> rows, int column) {
    return new RawSignal(
        rows.stream().mapToDouble(row -> Double.parseDouble(row[column].trim())).toArray(),
        BIDMC_FS);
  }
}
