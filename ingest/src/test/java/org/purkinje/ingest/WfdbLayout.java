package org.purkinje.ingest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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

/**
 * A record as a corpus lays it out.
 *
 * @param record path of its header below the corpus folder, without extension
 * @param fs Hz
 * @param channels names with units after a slash, mV where there is none
 * @param annotators extensions of the annotation files
 * @param comments without their {@code #}
 */
record WfdbLayout(
    String record,
    double fs,
    List<String> channels,
    List<String> annotators,
    List<String> comments) {

  static final int FRAMES = 500;

  static final List<String> UPPER =
      List.of("I", "II", "III", "aVR", "aVL", "aVF", "V1", "V2", "V3", "V4", "V5", "V6");

  static final List<String> LOWER =
      List.of("i", "ii", "iii", "avr", "avl", "avf", "v1", "v2", "v3", "v4", "v5", "v6");

  void write(Path corpus) throws IOException {
    Path header = corpus.resolve(record);
    Path folder = Files.createDirectories(header.getParent());
    String name = String.valueOf(header.getFileName());
    List<WfdbSignal> signals = new ArrayList<>();
    for (String channel : channels) {
      String[] parts = channel.split("/", 2);
      AdcScale scale = new AdcScale(1000, 0, parts.length > 1 ? parts[1] : "mV");
      signals.add(WfdbSignal.of(name + ".dat", SampleFormat.FORMAT_16, scale, parts[0]));
    }
    int[][] digital = new int[channels.size()][];
    for (int i = 0; i < digital.length; i++) {
      digital[i] = new Random(record.hashCode() + i).ints(FRAMES, -2000, 2000).toArray();
    }
    WfdbRecordWriter.write(
        folder, WfdbHeader.of(name, fs, signals).withComments(comments), digital);
    for (String annotator : annotators) {
      WfdbAnnotationWriter.write(
          folder.resolve(name + "." + annotator),
          WfdbAnnotations.of(List.of(Annotation.of(20, StandardCodes.of("N")))));
    }
  }
}
