package org.purkinje.biosignal.beat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.DoubleFunction;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.purkinje.biosignal.annotation.AnnotationKind;
import org.purkinje.biosignal.recording.LocalRecordFolder;
import org.purkinje.biosignal.recording.RecordFolder;
import org.purkinje.biosignal.wfdb.WfdbAnnotationReader;
import org.purkinje.biosignal.wfdb.WfdbHeader;
import org.purkinje.biosignal.wfdb.WfdbHeaderReader;
import org.purkinje.biosignal.wfdb.WfdbSignalReader;

/**
 * Oracle: the annotators' beats; first lead, whole records, every beat annotation, one-to-one
 * pairs, counts of all records together.
 */
class MitdbRPeaksIT {

  /** As {@code rpeaks.py} counts, section 3 of {@code signal/README.md} in the peers folder. */
  @Test
  void findsAsManyBeatsOf38RecordsAsThePythonPeer() throws IOException {
    BeatMatch match = total(0.15, fs -> new RPeakDetector(fs)::detect);
    assertThat(match.truePositives() + match.falseNegatives()).isEqualTo(86_191);
    assertThat(100 * match.sensitivity()).isCloseTo(99.38, within(0.005));
    assertThat(100 * match.positivePredictivity()).isCloseTo(99.66, within(0.005));
    assertThat(100 * match.f1()).isCloseTo(99.52, within(0.005));
  }

  /** The best of five public detectors there has 99.66 % (gqrs), within 50 ms 98.90 %. */
  @Test
  void findsMoreThanTheBestPublicDetectors() throws IOException {
    assertThat(100 * total(0.15, fs -> new QrsDetector(fs)::detect).f1()).isGreaterThan(99.75);
    assertThat(100 * total(0.05, fs -> new QrsDetector(fs)::detect).f1()).isGreaterThan(99.5);
    for (String record : records(mitdb())) {
      BeatMatch match = match(record, 0.15, fs -> new QrsDetector(fs)::detect);
      assertThat(100 * match.f1()).as(record).isGreaterThan(98);
    }
  }

  private static BeatMatch total(
      double tolerance, DoubleFunction<Function<double[], int[]>> detector) throws IOException {
    List<String> records = records(mitdb());
    assertThat(records).hasSize(38);
    BeatMatch match = new BeatMatch(0, 0, 0, new int[0]);
    for (String record : records) {
      match = match.plus(match(record, tolerance, detector));
    }
    return match;
  }

  private static BeatMatch match(
      String record, double tolerance, DoubleFunction<Function<double[], int[]>> detector)
      throws IOException {
    RecordFolder folder = new LocalRecordFolder(mitdb());
    WfdbHeader header = WfdbHeaderReader.read(folder, record);
    double[] ecg;
    try (WfdbSignalReader reader = WfdbSignalReader.open(folder, header)) {
      ecg = header.signals().get(0).scale().toPhysical(reader.readAll()[0], Integer.MIN_VALUE);
    }
    int[] reference =
        WfdbAnnotationReader.read(folder, record + ".atr").annotations().stream()
            .filter(annotation -> annotation.code().kind() == AnnotationKind.BEAT)
            .mapToInt(annotation -> Math.toIntExact(annotation.sample()))
            .toArray();
    return BeatMatcher.ofSeconds(tolerance, header.fs())
        .match(reference, detector.apply(header.fs()).apply(ecg));
  }

  private static Path mitdb() {
    String corpora = System.getProperty("purkinje.corpora", "");
    assumeTrue(!corpora.isEmpty(), "set -Dpurkinje.corpora to detect beats in real records");
    return Path.of(corpora, "mitdb");
  }

  private static List<String> records(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".atr"))
          .map(name -> name.replace(".atr", ""))
          .sorted()
          .toList();
    }
  }
}
