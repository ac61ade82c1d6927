package org.purkinje.ingest.synthesis;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.purkinje.biosignal.annotation.Annotation;
import org.purkinje.biosignal.annotation.StandardCodes;
import org.purkinje.biosignal.signal.SignalKind;
import org.purkinje.biosignal.synthesis.Digitizer;
import org.purkinje.biosignal.synthesis.RhythmSpan;
import org.purkinje.biosignal.synthesis.SubjectProfile;
import org.purkinje.biosignal.synthesis.SyntheticBeat;
import org.purkinje.biosignal.synthesis.SyntheticChannel;
import org.purkinje.biosignal.synthesis.SyntheticRecording;
import org.purkinje.biosignal.synthesis.TruthCsv;
import org.purkinje.biosignal.wfdb.SampleFormat;
import org.purkinje.biosignal.wfdb.WfdbAnnotationWriter;
import org.purkinje.biosignal.wfdb.WfdbAnnotations;
import org.purkinje.biosignal.wfdb.WfdbHeader;
import org.purkinje.biosignal.wfdb.WfdbRecordWriter;
import org.purkinje.biosignal.wfdb.WfdbSignal;

/**
 * Writes a recording as a WFDB record: ECG leads in format 212, PPG and ABP in format 16, beats and
 * rhythms in {@code .atr}, and the truth as CSV in the folder {@code truth} beside it.
 */
public final class SyntheticRecordWriter {

  /** Largest magnitude of a 12-bit sample that is not the missing code, adu. */
  private static final int MAX_12_BIT = 2_047;

  private SyntheticRecordWriter() {}

  /**
   * @param folder existing folder
   */
  public static void write(Path folder, SyntheticRecording recording) throws IOException {
    List<WfdbSignal> signals = new ArrayList<>();
    int[][] digital = new int[SyntheticChannel.values().length][];
    for (SyntheticChannel channel : SyntheticChannel.values()) {
      boolean isEcg = channel.kind() == SignalKind.ECG;
      SampleFormat format = isEcg ? SampleFormat.FORMAT_212 : SampleFormat.FORMAT_16;
      String file = recording.name() + (isEcg ? "_ecg.dat" : "_pulse.dat");
      signals.add(WfdbSignal.of(file, format, channel.scale(), channel.label()));
      digital[channel.ordinal()] =
          Digitizer.digitize(
              recording.signal(channel),
              channel.scale(),
              -MAX_12_BIT,
              MAX_12_BIT,
              format.missingCode());
    }
    WfdbAnnotationWriter.write(
        folder.resolve(recording.name() + ".atr"), WfdbAnnotations.of(annotations(recording)));
    writeTruth(folder.resolve("truth"), recording);
    WfdbHeader header =
        WfdbHeader.of(recording.name(), recording.fs(), signals)
            .withComments(List.of(demographics(recording.subject())));
    WfdbRecordWriter.write(folder, header, digital);
  }

  private static String demographics(SubjectProfile subject) {
    return String.format(
        Locale.ROOT, " age: %.0f sex: %s", subject.ageYears(), subject.sex().name().charAt(0));
  }

  private static List<Annotation> annotations(SyntheticRecording recording) {
    List<Annotation> annotations = new ArrayList<>();
    for (RhythmSpan rhythm : recording.rhythms()) {
      annotations.add(Annotation.of(rhythm.startSample(), StandardCodes.of("+"), rhythm.code()));
    }
    for (SyntheticBeat beat : recording.beats()) {
      annotations.add(
          Annotation.of(beat.rSample(), StandardCodes.of(String.valueOf(beat.symbol()))));
    }
    annotations.sort(Comparator.comparingLong(Annotation::sample));
    return annotations;
  }

  private static void writeTruth(Path folder, SyntheticRecording recording) throws IOException {
    Files.createDirectories(folder);
    StringWriter beats = new StringWriter().append(TruthCsv.BEATS_HEADER).append('\n');
    TruthCsv.appendBeats(recording, beats);
    Files.writeString(folder.resolve(recording.name() + ".beats.csv"), beats.toString());
    StringWriter faults = new StringWriter().append(TruthCsv.FAULTS_HEADER).append('\n');
    TruthCsv.appendFaults(recording, faults);
    Files.writeString(folder.resolve(recording.name() + ".faults.csv"), faults.toString());
  }
}
