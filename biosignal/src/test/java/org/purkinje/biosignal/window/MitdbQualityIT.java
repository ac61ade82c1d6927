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
  private record Judged(double noisySeconds, double quality, double noise) {}

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
    assertThat(rates(noisy, clean, 0.7, 1)).containsExactly(24.8, 99.0);
    assertThat(rates(noisy, clean, 0.85, 1)).containsExactly(52.0, 96.0);
    assertThat(rates(noisy, clean, 0, 0.025)).containsExactly(84.8, 96.2);
    assertThat(rates(noisy, clean, 0, 0.03)).containsExactly(76.0, 97.8);
    assertThat(rates(noisy, clean, 0, 0.05)).containsExactly(44.0, 99.7);
    assertThat(rates(noisy, clean, 0.7, 0.03)).containsExactly(82.4, 96.8);
    assertThat(rates(noisy, clean, 0.8, 0.035)).containsExactly(84.8, 96.0);
  }

  /** From 925 s on the beats of record 108 are so unlike that their median correlation is -0.07. */
  @Test
  void asksForNoQualityWhereTheLimitIsZero() throws IOException {
    String corpora = System.getProperty("purkinje.corpora", "");
    assumeTrue(!corpora.isEmpty(), "set -Dpurkinje.corpora to judge real records");
    RecordFolder folder = new LocalRecordFolder(Path.of(corpora, "mitdb"));
    WfdbHeader header = WfdbHeaderReader.read(folder, "108");
    WindowSpec halfOver = new WindowSpec(10, 5, List.of(ECG), 1);
    WindowedSignal signal =
        WindowedSignal.of(ECG, new RawSignal(ecg(folder, header), header.fs()), halfOver);
    assertThat(signal.cut(185).quality()).hasValueCloseTo(-0.07, within(0.01));
    assertThat(signal.refusal(185)).isEmpty();
  }

  /** Sensitivity and specificity, % with one decimal. */
  private static double[] rates(
      List<Judged> noisy, List<Judged> clean, double minQuality, double maxNoise) {
    return new double[] {
      Math.rint(1000 * refused(noisy, minQuality, maxNoise)) / 10,
      Math.rint(1000 * (1 - refused(clean, minQuality, maxNoise))) / 10
    };
  }

  private static double refused(List<Judged> windows, double minQuality, double maxNoise) {
    return windows.stream().filter(of -> of.quality() < minQuality || of.noise() > maxNoise).count()
        / (double) windows.size();
  }

  private static List<Judged> judged(Path corpus, String name) throws IOException {
    RecordFolder folder = new LocalRecordFolder(corpus);
    WfdbHeader header = WfdbHeaderReader.read(folder, name);
    double[] ecg = ecg(folder, header);
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
      WindowedSignal.Cut cut = signal.cut(window);
      judged.add(new Judged(seconds, cut.quality().orElse(0), cut.noise().orElse(0)));
    }
    return judged;
  }

  /** The first lead, mV. */
  private static double[] ecg(RecordFolder folder, WfdbHeader header) throws IOException {
    try (WfdbSignalReader reader = WfdbSignalReader.open(folder, header)) {
      return header.signals().get(0).scale().toPhysical(reader.readAll()[0], Integer.MIN_VALUE);
    }
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
