package org.purkinje.biosignal.beat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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
    BeatMatch match = total(detected(fs -> new RPeakDetector(fs)::detect), 0.15);
    assertThat(match.truePositives() + match.falseNegatives()).isEqualTo(86_191);
    assertThat(100 * match.sensitivity()).isCloseTo(99.38, within(0.005));
    assertThat(100 * match.positivePredictivity()).isCloseTo(99.66, within(0.005));
    assertThat(100 * match.f1()).isCloseTo(99.52, within(0.005));
  }

  /** The best of five public detectors there has 99.66 % (gqrs), within 50 ms 98.90 %. */
  @Test
  void findsMoreThanTheBestPublicDetectors() throws IOException {
    List<Detected> records = detected(fs -> new QrsDetector(fs)::detect);
    assertThat(100 * total(records, 0.15).f1()).isGreaterThan(99.75);
    assertThat(100 * total(records, 0.05).f1()).isGreaterThan(99.5);
    for (Detected record : records) {
      assertThat(100 * record.match(0.15).f1()).as(record.name()).isGreaterThan(97.5);
    }
  }

  /** R peaks of the annotators and of a detector, samples. */
  private record Detected(String name, double fs, int[] reference, int[] found) {

    BeatMatch match(double seconds) {
      return BeatMatcher.ofSeconds(seconds, fs).match(reference, found);
    }
  }

  private static BeatMatch total(List<Detected> records, double seconds) {
    return records.stream()
        .map(record -> record.match(seconds))
        .reduce(new BeatMatch(0, 0, 0, new int[0]), BeatMatch::plus);
  }

  private static List<Detected> detected(DoubleFunction<Function<double[], int[]>> detector)
      throws IOException {
    RecordFolder folder = new LocalRecordFolder(mitdb());
    List<Detected> records = new ArrayList<>();
    for (String name : records(mitdb())) {
      WfdbHeader header = WfdbHeaderReader.read(folder, name);
      double[] ecg;
      try (WfdbSignalReader reader = WfdbSignalReader.open(folder, header)) {
        ecg = header.signals().get(0).scale().toPhysical(reader.readAll()[0], Integer.MIN_VALUE);
      }
      int[] reference =
          WfdbAnnotationReader.read(folder, name + ".atr").annotations().stream()
              .filter(annotation -> annotation.code().kind() == AnnotationKind.BEAT)
              .mapToInt(annotation -> Math.toIntExact(annotation.sample()))
              .toArray();
      int[] found = detector.apply(header.fs()).apply(ecg);
      records.add(new Detected(name, header.fs(), reference, found));
    }
    assertThat(records).hasSize(38);
    return records;
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
