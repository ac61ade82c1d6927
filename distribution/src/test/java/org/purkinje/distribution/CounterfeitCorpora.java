package org.purkinje.distribution;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.purkinje.biosignal.signal.AdcScale;
import org.purkinje.biosignal.signal.SignalKind;
import org.purkinje.biosignal.synthesis.Digitizer;
import org.purkinje.biosignal.synthesis.RecordingSynthesizer;
import org.purkinje.biosignal.synthesis.SynthesisPlan;
import org.purkinje.biosignal.synthesis.SyntheticChannel;
import org.purkinje.biosignal.synthesis.SyntheticRecording;
import org.purkinje.biosignal.wfdb.SampleFormat;
import org.purkinje.biosignal.wfdb.WfdbHeader;
import org.purkinje.biosignal.wfdb.WfdbRecordWriter;
import org.purkinje.biosignal.wfdb.WfdbSignal;

/**
 * A corpus of three persons, corpora that hold one of them again in disguise, and others that do
 * not; a record's name is its subject.
 *
 * @param home holds {@code configs/corpora}
 */
record CounterfeitCorpora(Path home, Path folder) {

  static final List<String> NAMES =
      List.of("contained", "excerpt", "honest", "original", "otherlead", "regained", "renamed");

  private static final double FS = 125;
  private static final double SECONDS = 150;
  private static final int MISSING = SampleFormat.FORMAT_16.missingCode();
  private static final RecordingSynthesizer PEOPLE =
      new RecordingSynthesizer(new SynthesisPlan(11, 12, SECONDS, FS, 0, 0.01, 1, 0, 0, 0));

  /**
   * What is done to each stored number.
   *
   * @param pulseOf person whose PPG and ABP it has
   */
  private record Disguise(
      double factor,
      double offset,
      double gainFactor,
      int from,
      int to,
      int pulseOf,
      List<SyntheticChannel> kept) {

    static Disguise none(int person) {
      return new Disguise(
          1, 0, 1, 0, (int) (SECONDS * FS), person, List.of(SyntheticChannel.values()));
    }
  }

  static CounterfeitCorpora write(Path below) throws IOException {
    CounterfeitCorpora corpora = new CounterfeitCorpora(below.resolve("home"), below);
    for (String name : NAMES) {
      boolean isCut = name.equals("contained");
      corpora.describe(
          name, isCut ? "[{corpus: original, same: unknown, here: '.*', there: ''}]" : "[]");
    }
    for (int person = 0; person < 3; person++) {
      corpora.record("original", "person" + person, person, Disguise.none(person));
      corpora.record("honest", "other" + person, 3 + person, Disguise.none(3 + person));
    }
    corpora.record("contained", "somebody", 6, Disguise.none(6));
    Disguise none = Disguise.none(1);
    corpora.record("renamed", "nobody", 1, none);
    int end = none.to();
    List<SyntheticChannel> all = none.kept();
    // Twice as large in mV, and half the numbers at half the gain, which rounds.
    corpora.record("regained", "twice", 1, new Disguise(2, 0, 1, 0, end, 1, all));
    corpora.record("regained", "halved", 1, new Disguise(0.5, 0, 0.5, 0, end, 1, all));
    // Lead V alone is this person's: windows are of II where there is one, and need an ABP.
    corpora.record(
        "otherlead",
        "v",
        1,
        new Disguise(1, 0, 1, 0, end, 7, List.of(SyntheticChannel.LEAD_V, SyntheticChannel.ABP)));
    int start = (int) (61.3 * FS);
    corpora.record(
        "excerpt", "minute", 1, new Disguise(0.7, 37, 1, start, start + (int) (60 * FS), 1, all));
    return corpora;
  }

  private void describe(String name, String contains) throws IOException {
    Path described = Files.createDirectories(home.resolve("configs/corpora"));
    Files.writeString(
        described.resolve(name + ".yaml"),
        Files.readString(Path.of("../configs/corpora/synthetic.yaml"))
            .replace("name: synthetic\n", "name: " + name + "\n")
            .replace("(synth\\\\d+)", "(\\\\w+)")
            .replace("annotators: [atr]", "annotators: []")
            .concat("contains: " + contains + "\n"));
  }

  private void record(String corpus, String name, int person, Disguise disguise)
      throws IOException {
    SyntheticRecording heart = PEOPLE.synthesize(person);
    SyntheticRecording pulse = PEOPLE.synthesize(disguise.pulseOf());
    List<WfdbSignal> signals = new ArrayList<>();
    List<int[]> digital = new ArrayList<>();
    for (SyntheticChannel channel : disguise.kept()) {
      AdcScale scale = channel.scale();
      SyntheticRecording recording = channel.kind() == SignalKind.ECG ? heart : pulse;
      signals.add(
          WfdbSignal.of(
              name + ".dat",
              SampleFormat.FORMAT_16,
              new AdcScale(
                  scale.gain() * disguise.gainFactor(),
                  Math.rint(scale.baseline() * disguise.gainFactor()),
                  scale.unit()),
              channel.label()));
      int[] stored = Digitizer.digitize(recording.signal(channel), scale, -32_767, 32_767, MISSING);
      digital.add(
          Arrays.stream(stored, disguise.from(), disguise.to())
              .map(
                  sample ->
                      sample == MISSING
                          ? MISSING
                          : (int) Math.rint(disguise.factor() * sample + disguise.offset()))
              .toArray());
    }
    Path of = Files.createDirectories(folder.resolve(corpus));
    WfdbRecordWriter.write(of, WfdbHeader.of(name, FS, signals), digital.toArray(int[][]::new));
  }
}
