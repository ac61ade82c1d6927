package org.purkinje.biosignal.beat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
 * Oracle: section 3 of {@code signal/README.md} in the peers folder, made by {@code rpeaks.py}:
 * first lead, whole records, every beat annotation, pairs within 150 ms, counts of all records
 * together.
 */
class MitdbRPeaksIT {

  @Test
  void findsAsManyBeatsOf38RecordsAsThePythonPeer() throws IOException {
    String corpora = System.getProperty("purkinje.corpora", "");
    assumeTrue(!corpora.isEmpty(), "set -Dpurkinje.corpora to detect beats in real records");
    RecordFolder folder = new LocalRecordFolder(Path.of(corpora, "mitdb"));
    List<String> records = records(Path.of(corpora, "mitdb"));
    BeatMatch match = new BeatMatch(0, 0, 0, new int[0]);
    for (String record : records) {
      match = match.plus(match(folder, record));
    }

    assertThat(records).hasSize(38);
    assertThat(match.truePositives() + match.falseNegatives()).isEqualTo(86_191);
    assertThat(100 * match.sensitivity()).isCloseTo(99.38, within(0.005));
    assertThat(100 * match.positivePredictivity()).isCloseTo(99.66, within(0.005));
    assertThat(100 * match.f1()).isCloseTo(99.52, within(0.005));
  }

  private static BeatMatch match(RecordFolder folder, String record) throws IOException {
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
    return BeatMatcher.ofSeconds(0.15, header.fs())
        .match(reference, new RPeakDetector(header.fs()).detect(ecg));
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
