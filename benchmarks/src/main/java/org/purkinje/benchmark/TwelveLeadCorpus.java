package org.purkinje.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.purkinje.biosignal.signal.AdcScale;
import org.purkinje.biosignal.synthesis.RecordingSynthesizer;
import org.purkinje.biosignal.synthesis.SynthesisPlan;
import org.purkinje.biosignal.synthesis.SyntheticChannel;
import org.purkinje.biosignal.synthesis.SyntheticRecording;
import org.purkinje.biosignal.wfdb.SampleFormat;
import org.purkinje.biosignal.wfdb.WfdbHeader;
import org.purkinje.biosignal.wfdb.WfdbRecordWriter;
import org.purkinje.biosignal.wfdb.WfdbSignal;

/**
 * Writes WFDB records of 12 leads in format 16 at {@value #FS} Hz.
 *
 * <p>Each lead is a projection of the two leads of a synthetic subject; a few subjects serve all
 * records, each record with a start and noise of its own. Records beyond {@value #DISTINCT_HOURS}
 * hours have headers of their own and signal files of earlier ones, which spares the disk.
 */
final class TwelveLeadCorpus {

  /** Of the corpus. */
  static final String NAME = "twelve-lead";

  private static final String DESCRIPTION =
      """
      name: twelve-lead
      version: "1"
      title: Synthetic records of 12 leads
      sources: []
      licence: CC0-1.0
      redistribution: allowed
      access: open
      files: [{path: "(.+)\\\\.hea", format: {wfdb: {annotators: []}}}]
      excluded: {}
      sentinels: []
      metadata: []
      subject: {in: name, pattern: "(.+)", identity: assumed, same-as: {}}
      contains: []
      channels: [{pattern: ".+", kind: ecg, lead: "$0", unit: mV}]
      demographics: {age: "age: (.+)", sex: "sex: (.+)", sex-codes: {}}
      labels: []
      alignment: simultaneous
      """;

  static final int LEADS = 12;
  static final double FS = 500;

  private static final List<String> NAMES =
      List.of("I", "II", "III", "aVR", "aVL", "aVF", "V1", "V2", "V3", "V4", "V5", "V6");
  private static final AdcScale SCALE = new AdcScale(1_000, 0, "mV");
  private static final int SUBJECTS = 4;
  private static final int DISTINCT_HOURS = 100;

  /** Noise is the difference of two even draws below this, adu. */
  private static final int NOISE = 8;

  private final List<SyntheticRecording> subjects;
  private final int frames;

  /**
   * @param secondsPerRecord 1 to 172,800
   */
  TwelveLeadCorpus(double secondsPerRecord) {
    SynthesisPlan plan =
        new SynthesisPlan(1, SUBJECTS, secondsPerRecord, FS, 0.25, 0.01, 1, 0, 0, 0);
    RecordingSynthesizer synthesizer = new RecordingSynthesizer(plan);
    this.subjects = IntStream.range(0, SUBJECTS).mapToObj(synthesizer::synthesize).toList();
    this.frames = plan.samples();
  }

  /** Makes a folder the home of commands, where the corpus is described. */
  static void describe(Path work) throws IOException {
    Path descriptions = Files.createDirectories(work.resolve("home/configs/corpora"));
    Files.writeString(descriptions.resolve(NAME + ".yaml"), DESCRIPTION);
    System.setProperty("purkinje.home", work.resolve("home").toString());
  }

  /** Samples of one record, all leads. */
  long samplesPerRecord() {
    return (long) frames * LEADS;
  }

  /** Writes records {@code 0} to {@code count} (exclusive). */
  void write(Path folder, int count) {
    try {
      Files.createDirectories(folder);
      int distinct = (int) Math.ceil(DISTINCT_HOURS * 3_600 * FS / frames);
      for (int record = 0; record < count; record++) {
        if (record < distinct) {
          write(folder, name(record), record);
        } else {
          Files.writeString(
              folder.resolve(name(record) + ".hea"),
              Files.readString(folder.resolve(name(record % distinct) + ".hea"))
                  .replaceFirst("^" + name(record % distinct), name(record)));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String name(int record) {
    return "r%06d".formatted(record);
  }

  private void write(Path folder, String name, int record) throws IOException {
    SyntheticRecording subject = subjects.get(record % SUBJECTS);
    double[] ii = subject.signal(SyntheticChannel.LEAD_II);
    double[] v = subject.signal(SyntheticChannel.LEAD_V);
    SplittableRandom random = new SplittableRandom(record);
    int start = random.nextInt(frames);
    int[][] digital = new int[LEADS][frames];
    List<WfdbSignal> signals = new ArrayList<>();
    for (int lead = 0; lead < LEADS; lead++) {
      double angle = Math.PI * lead / LEADS;
      double ofIi = SCALE.gain() * Math.cos(angle);
      double ofV = SCALE.gain() * Math.sin(angle);
      for (int i = 0, from = start; i < frames; i++, from = from + 1 == frames ? 0 : from + 1) {
        long ecg = Math.round(ofIi * ii[from] + ofV * v[from]);
        digital[lead][i] = (int) ecg + random.nextInt(NOISE) - random.nextInt(NOISE);
      }
      signals.add(WfdbSignal.of(name + ".dat", SampleFormat.FORMAT_16, SCALE, NAMES.get(lead)));
    }
    WfdbRecordWriter.write(folder, WfdbHeader.of(name, FS, signals), digital);
  }
}
