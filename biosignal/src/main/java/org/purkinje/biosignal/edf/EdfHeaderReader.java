package org.purkinje.biosignal.edf;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import org.purkinje.biosignal.MalformedFileException;
import org.purkinje.biosignal.edf.EdfHeader.Continuity;
import org.purkinje.biosignal.recording.RecordFault.Part;
import org.purkinje.biosignal.recording.RecordFaults;

/** Reads headers: 256 bytes about the file, then 256 about each signal, field by field. */
final class EdfHeaderReader {

  private static final int FIXED_BYTES = 256;
  private static final int SIGNAL_BYTES = 256;
  private static final int MAX_SIGNALS = 9_999;
  private static final byte[] BDF = {(byte) 0xFF, 'B', 'I', 'O', 'S', 'E', 'M', 'I'};

  private EdfHeaderReader() {}

  /**
   * @param source the file as errors call it
   * @param in at the file's first byte; left behind the header
   * @param fileBytes length of the file
   */
  static EdfHeader read(String source, InputStream in, long fileBytes) throws IOException {
    byte[] fixed = in.readNBytes(FIXED_BYTES);
    requireBytes(source, fixed.length, FIXED_BYTES);
    boolean isBdf = Arrays.equals(fixed, 0, BDF.length, BDF, 0, BDF.length);
    HeaderFields fields = new HeaderFields(source, fixed, 0);
    String version = fields.text(8);
    if (!isBdf && !version.equals("0")) {
      throw new MalformedFileException(
          source,
          "byte 0",
          "version must be 0 or 255 and BIOSEMI, got " + version + "; is it EDF?");
    }
    String patient = fields.text(80);
    String recording = fields.text(80);
    EdfStart start = new EdfStart(fields.text(8), fields.text(8), recording);
    int headerBytes = (int) fields.whole(8, "header bytes", 0, Integer.MAX_VALUE);
    Continuity continuity = continuity(fields.text(44));
    long stated = fields.whole(8, "number of data records", -1, Long.MAX_VALUE);
    double seconds = fields.number(8, "duration of a data record");
    int count = (int) fields.whole(4, "number of signals", 0, MAX_SIGNALS);
    if (headerBytes != FIXED_BYTES + count * SIGNAL_BYTES) {
      throw new MalformedFileException(
          source,
          "byte 184",
          "header bytes must be 256 and 256 for each of %d signals, got %d"
              .formatted(count, headerBytes));
    }
    byte[] perSignal = in.readNBytes(count * SIGNAL_BYTES);
    requireBytes(source, FIXED_BYTES + perSignal.length, headerBytes);
    RecordFaults faults = new RecordFaults();
    start.problem().ifPresent(problem -> faults.add(Part.START, source, "byte 168", problem));
    List<EdfSignal> signals = SignalFields.read(source, perSignal, count, faults);
    requireDuration(source, seconds, isBdf ? 3 : 2, signals);
    requireGapsKnown(source, continuity, signals, faults);
    int recordBytes = (isBdf ? 3 : 2) * signals.stream().mapToInt(EdfSignal::samples).sum();
    long dataRecords = dataRecords(source, stated, headerBytes, recordBytes, fileBytes, faults);
    return new EdfHeader(
        isBdf ? 3 : 2,
        patient,
        recording,
        start,
        headerBytes,
        continuity,
        dataRecords,
        seconds,
        signals,
        faults.list());
  }

  private static Continuity continuity(String reserved) {
    if (reserved.startsWith("EDF+C") || reserved.startsWith("BDF+C")) {
      return Continuity.CONTINUOUS;
    }
    boolean gaps = reserved.startsWith("EDF+D") || reserved.startsWith("BDF+D");
    return gaps ? Continuity.DISCONTINUOUS : Continuity.PLAIN;
  }

  private static void requireDuration(
      String source, double seconds, int sampleBytes, List<EdfSignal> signals) {
    boolean hasSamples = !signals.stream().allMatch(EdfSignal::isAnnotations);
    if (seconds < 0 || (hasSamples && seconds == 0)) {
      throw new MalformedFileException(
          source, "byte 244", "duration of a data record must be above 0 s, got " + seconds);
    }
    long samples = signals.stream().mapToLong(EdfSignal::samples).sum();
    if (samples * sampleBytes > Integer.MAX_VALUE) {
      throw new MalformedFileException(
          source,
          "byte 256",
          "a data record must be below 2 GiB, got %d samples".formatted(samples));
    }
  }

  private static void requireGapsKnown(
      String source, Continuity continuity, List<EdfSignal> signals, RecordFaults faults) {
    if (continuity == Continuity.PLAIN || signals.stream().anyMatch(EdfSignal::isAnnotations)) {
      return;
    }
    if (continuity == Continuity.DISCONTINUOUS) {
      throw new MalformedFileException(
          source, "byte 192", "EDF+D has gaps, but no annotation signal that tells where they lie");
    }
    faults.add(
        Part.ANNOTATIONS,
        source,
        "byte 192",
        "EDF+C must have an annotation signal, got none; data records taken to follow each other");
  }

  /**
   * As many data records as the file holds, if that is no less than stated: a recorder that is
   * switched off leaves -1, 0 or an old number in the header. Oracle: edfio and mne read them all.
   */
  private static long dataRecords(
      String source,
      long stated,
      int headerBytes,
      int recordBytes,
      long fileBytes,
      RecordFaults faults) {
    long found = recordBytes == 0 ? 0 : (fileBytes - headerBytes) / recordBytes;
    long surplus = fileBytes - headerBytes - found * recordBytes;
    String place = "byte " + (headerBytes + found * recordBytes);
    if (stated > found) {
      throw new MalformedFileException(
          source,
          place,
          "file must hold %d data records of %d bytes, got %d in %d bytes; it was truncated"
              .formatted(stated, recordBytes, found, fileBytes));
    }
    if (stated >= 0 && stated < found) {
      faults.add(
          Part.LENGTH,
          source,
          "byte 236",
          "header states %d data records, the file holds %d; all read".formatted(stated, found));
    }
    if (surplus > 0 && recordBytes > 0) {
      faults.add(
          Part.LENGTH,
          source,
          place,
          "%d bytes of no whole data record at the end of the file; not read".formatted(surplus));
    }
    return found;
  }

  private static void requireBytes(String source, int found, int expected) {
    if (found < expected) {
      throw new MalformedFileException(
          source,
          "byte " + found,
          "header must have %d bytes, got %d; it was truncated".formatted(expected, found));
    }
  }
}
