package org.purkinje.ingest;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.purkinje.biosignal.annotation.Annotation;
import org.purkinje.biosignal.annotation.StandardCodes;
import org.purkinje.biosignal.signal.AdcScale;
import org.purkinje.biosignal.wfdb.SampleFormat;
import org.purkinje.biosignal.wfdb.WfdbAnnotationWriter;
import org.purkinje.biosignal.wfdb.WfdbAnnotations;
import org.purkinje.biosignal.wfdb.WfdbHeader;
import org.purkinje.biosignal.wfdb.WfdbRecordWriter;
import org.purkinje.biosignal.wfdb.WfdbSignal;
import org.purkinje.ingest.inspection.QualityRule;

/**
 * A corpus of {@value #RECORDS} two-channel records of {@value #FRAMES} frames in a folder, its
 * description in a project folder of its own.
 */
record TinyCorpus(Path home, Path folder) {

  static final int RECORDS = 6;
  static final int FRAMES = 1_000;

  private static final String DESCRIPTION =
      """
      name: tiny
      version: 1.0.0
      title: Six small records
      licence: CC0-1.0
      redistribution: allowed
      access: open
      expected: {records: 6, channels: [2]}
      files: [{path: "(.+)\\\\.hea", format: {wfdb: {annotators: [atr]}}}]
      excluded: {"x.*": "a trap"}
      sentinels: [%d]
      subject: {in: name, pattern: "(\\\\w)\\\\d", identity: published}
      channels:
        - {pattern: "MLII|V1", kind: ecg, lead: "$0", unit: mV}
      demographics: {age: "Age: (\\\\d+)", sex: "Sex: (\\\\w+)", sex-codes: {Male: M}}
      labels:
        - {line: "Dx: (.+)", each: "(\\\\d+)", system: snomed}
      alignment: simultaneous
      """;

  /** Records a1, a2, b1, b2, c1 and c2, where the letter is the subject. */
  static TinyCorpus write(Path below) throws IOException {
    Path corpora = Files.createDirectories(below.resolve("home/configs/corpora"));
    Files.writeString(corpora.resolve("tiny.yaml"), DESCRIPTION.formatted(digital("c1")[0][7]));
    Path folder = Files.createDirectories(below.resolve("tiny"));
    List<String> names = List.of("a1", "a2", "b1", "b2", "c1", "c2");
    for (String name : names) {
      writeRecord(folder, name);
    }
    Files.write(folder.resolve("RECORDS"), names);
    return new TinyCorpus(below.resolve("home"), folder);
  }

  IngestCorpusJob.Config config(double maxRejectRatio) {
    return config(Stringency.LENIENT, maxRejectRatio);
  }

  IngestCorpusJob.Config config(
      Stringency stringency, double maxRejectRatio, QualityRule... refuse) {
    return new IngestCorpusJob.Config(
        "tiny", folder.toString(), stringency, maxRejectRatio, List.of(refuse));
  }

  /** Digital samples of a record, shape [2][{@value #FRAMES}], within 12 bits. */
  static int[][] digital(String name) {
    Random random = new Random(name.hashCode());
    int[][] digital = new int[2][];
    for (int channel = 0; channel < digital.length; channel++) {
      digital[channel] = random.ints(FRAMES, -2_047, 2_048).toArray();
    }
    return digital;
  }

  void cutOff(String file, int bytes) throws IOException {
    byte[] whole = Files.readAllBytes(folder.resolve(file));
    Files.write(folder.resolve(file), Arrays.copyOf(whole, whole.length - bytes));
  }

  void flipByte(String file, int index) throws IOException {
    byte[] bytes = Files.readAllBytes(folder.resolve(file));
    bytes[index] ^= 1;
    Files.write(folder.resolve(file), bytes);
  }

  void replaceInHeader(String name, String from, String to) throws IOException {
    Path header = folder.resolve(name + ".hea");
    String text = Files.readString(header, StandardCharsets.UTF_8);
    if (!text.contains(from)) {
      throw new IllegalArgumentException(header + " must hold " + from + ", got " + text);
    }
    Files.writeString(header, text.replace(from, to));
  }

  /** Gives a record's header the signal lines of another one. */
  void copyChecksums(String from, String to) throws IOException {
    String header = Files.readString(folder.resolve(from + ".hea"));
    Files.writeString(folder.resolve(to + ".hea"), header.replace(from, to));
  }

  private static void writeRecord(Path folder, String name) throws IOException {
    AdcScale scale = new AdcScale(200, 10, "mV");
    SampleFormat format = name.endsWith("1") ? SampleFormat.FORMAT_212 : SampleFormat.FORMAT_16;
    WfdbHeader header =
        WfdbHeader.of(
                name,
                100,
                List.of(
                    WfdbSignal.of(name + ".dat", format, scale, "MLII"),
                    WfdbSignal.of(name + ".dat", format, scale, "RESP")))
            .withComments(List.of("Age: 61", "Sex: Male", "Dx: 426783006"));
    WfdbRecordWriter.write(folder, header, digital(name));
    List<Annotation> annotations = new ArrayList<>();
    annotations.add(Annotation.of(5, StandardCodes.of("+"), "(N\0"));
    annotations.add(Annotation.of(100, StandardCodes.of("N")));
    annotations.add(new Annotation(250, StandardCodes.of("V"), 1, 1, 2, ""));
    WfdbAnnotationWriter.write(folder.resolve(name + ".atr"), WfdbAnnotations.of(annotations));
  }
}
