package org.purkinje.biosignal.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.purkinje.biosignal.annotation.Annotation;
import org.purkinje.biosignal.recording.LocalRecordFolder;
import org.purkinje.biosignal.recording.RecordFolder;
import org.purkinje.biosignal.signal.SignalKind;
import org.purkinje.biosignal.wfdb.WfdbAnnotationReader;
import org.purkinje.biosignal.wfdb.WfdbHeader;
import org.purkinje.biosignal.wfdb.WfdbHeaderReader;
import org.purkinje.biosignal.wfdb.WfdbSignalReader;

/**
 * Quality of windows of 10 s. Oracle: the annotators' marks of noise in the first lead; what was
 * seen of these is published in docs/windows.md.
 */
class MitdbQualityIT {

  private static final SignalSpec ECG =
      new SignalSpec(SignalKind.ECG, Take.FIRST, List.of(), 125, new Band(0.5, 40, 4), 1);
  private static final WindowSpec WINDOW = new WindowSpec(10, 10, List.of(ECG), 1);

  /** Bits of a mark's subtype: noise in the first signal, or it cannot be read. */
  private static final int FIRST_SIGNAL = 0x11;

  /**
   * @param noisySeconds for which the annotators mark it
   */
  private record Judged(double noisySeconds, double quality) {}

  @Test
  void agreesWithTheAnnotatorsMarksAsPublished() throws IOException {
    String corpora = System.getProperty("purkinje.corpora", "");
    assumeTrue(!corpora.isEmpty(), "set -Dpurkinje.corpora to judge real records");
    List<Judged> windows = new ArrayList<>();
    for (String name : records(Path.of(corpora, "mitdb"))) {
      windows.addAll(judged(Path.of(corpora, "mitdb"), name));
    }
    List<Judged> noisy = windows.stream().filter(of -> of.noisySeconds() >= 5).toList();
    List<Judged> clean = windows.stream().filter(of -> of.noisySeconds() == 0).toList();
    assertThat(noisy).hasSize(125);
    assertThat(clean).hasSize(6_593);
    assertThat(100 * below(noisy, 0.7)).as("sensitivity").isCloseTo(24.8, within(0.8));
    assertThat(100 - 100 * below(clean, 0.7)).as("specificity").isCloseTo(99.0, within(0.2));
    assertThat(100 * below(noisy, 0.85)).as("sensitivity").isCloseTo(52.0, within(0.8));
    assertThat(100 - 100 * below(clean, 0.85)).as("specificity").isCloseTo(96.0, within(0.2));
  }

  private static double below(List<Judged> windows, double quality) {
    return windows.stream().filter(of -> of.quality() < quality).count() / (double) windows.size();
  }

  private static List<Judged> judged(Path corpus, String name) throws IOException {
    RecordFolder folder = new LocalRecordFolder(corpus);
    WfdbHeader header = WfdbHeaderReader.read(folder, name);
    double[] ecg;
    try (WfdbSignalReader reader = WfdbSignalReader.open(folder, header)) {
      ecg = header.signals().get(0).scale().toPhysical(reader.readAll()[0], Integer.MIN_VALUE);
    }
    WindowedSignal signal = WindowedSignal.of(ECG, new RawSignal(ecg, header.fs()), WINDOW);
    List<double[]> noise = noise(folder, name, header.fs(), ecg.length / header.fs());
    List<Judged> judged = new ArrayList<>();
    int windows = signal.windowing().count(signal.prepared().samples().length);
    for (int window = 0; window < windows; window++) {
      double start = WINDOW.startSeconds(window);
      double seconds =
          noise.stream()
              .mapToDouble(span -> Math.min(span[1], start + 10) - Math.max(span[0], start))
              .filter(overlap -> overlap > 0)
              .sum();
      judged.add(new Judged(seconds, signal.cut(window).quality().orElse(0)));
    }
    return judged;
  }

  /** Spans from a mark of noise to the next mark, s. */
  private static List<double[]> noise(
      RecordFolder folder, String name, double fs, double endSeconds) throws IOException {
    List<double[]> spans = new ArrayList<>();
    boolean isNoisy = false;
    double since = 0;
    for (Annotation mark : WfdbAnnotationReader.read(folder, name + ".atr").annotations()) {
      if (mark.code().symbol().equals("~")) {
        if (isNoisy) {
          spans.add(new double[] {since, mark.sample() / fs});
        }
        isNoisy = (mark.subtype() & FIRST_SIGNAL) != 0;
        since = mark.sample() / fs;
      }
    }
    if (isNoisy) {
      spans.add(new double[] {since, endSeconds});
    }
    return spans;
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
