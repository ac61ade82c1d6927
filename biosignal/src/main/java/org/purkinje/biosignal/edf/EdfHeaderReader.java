package org.purkinje.biosignal.edf;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.purkinje.biosignal.MalformedFileException;
import org.purkinje.biosignal.edf.EdfHeader.Continuity;
import org.purkinje.biosignal.signal.AdcScale;

/** Reads headers: 256 bytes of ASCII about the file, then 256 about each signal, field by field. */
final class EdfHeaderReader {

  private static final int FIXED_BYTES = 256;
  private static final int SIGNAL_BYTES = 256;
  private static final int MOST_SIGNALS = 9_999;
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
    String date = fields.text(8);
    String time = fields.text(8);
    int headerBytes = (int) fields.whole(8, "header bytes", 0, Integer.MAX_VALUE);
    Continuity continuity = continuity(fields.text(44));
    long dataRecords = fields.whole(8, "number of data records", -1, Long.MAX_VALUE);
    double seconds = fields.number(8, "duration of a data record");
    int count = (int) fields.whole(4, "number of signals", 0, MOST_SIGNALS);
    if (headerBytes != FIXED_BYTES + count * SIGNAL_BYTES) {
      throw new MalformedFileException(
          source,
          "byte 184",
          "header bytes must be 256 and 256 for each of %d signals, got %d"
              .formatted(count, headerBytes));
    }
    byte[] perSignal = in.readNBytes(count * SIGNAL_BYTES);
    requireBytes(source, FIXED_BYTES + perSignal.length, headerBytes);
    List<EdfSignal> signals = signals(source, perSignal, count);
    EdfHeader header =
        new EdfHeader(
            isBdf ? 3 : 2,
            patient,
            recording,
            date,
            time,
            headerBytes,
            continuity,
            0,
            seconds,
            signals);
    requireDuration(source, header);
    return withRecords(source, header, dataRecords, fileBytes);
  }

  private static Continuity continuity(String reserved) {
    if (reserved.startsWith("EDF+C") || reserved.startsWith("BDF+C")) {
      return Continuity.CONTINUOUS;
    }
    boolean gaps = reserved.startsWith("EDF+D") || reserved.startsWith("BDF+D");
    return gaps ? Continuity.DISCONTINUOUS : Continuity.PLAIN;
  }

  private static List<EdfSignal> signals(String source, byte[] bytes, int count) {
    HeaderFields fields = new HeaderFields(source, bytes, FIXED_BYTES);
    List<String> labels = texts(fields, count, 16);
    List<String> transducers = texts(fields, count, 80);
    List<String> units = texts(fields, count, 8);
    double[] physicalMin = numbers(fields, count, "physical minimum");
    double[] physicalMax = numbers(fields, count, "physical maximum");
    double[] digitalMin = numbers(fields, count, "digital minimum");
    double[] digitalMax = numbers(fields, count, "digital maximum");
    List<String> prefiltering = texts(fields, count, 80);
    List<EdfSignal> signals = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int samples = (int) fields.whole(8, "samples of signal %d".formatted(i), 1, 100_000_000);
      double gain = (digitalMax[i] - digitalMin[i]) / (physicalMax[i] - physicalMin[i]);
      double baseline = digitalMin[i] - physicalMin[i] * gain;
      if (gain == 0 || !Double.isFinite(gain) || !Double.isFinite(baseline)) {
        throw new MalformedFileException(
            source,
            "signal %d (%s)".formatted(i, labels.get(i)),
            "physical and digital maximum must differ from their minima, got %s to %s and %s to %s"
                .formatted(physicalMin[i], physicalMax[i], digitalMin[i], digitalMax[i]));
      }
      signals.add(
          new EdfSignal(
              labels.get(i),
              transducers.get(i),
              new AdcScale(gain, baseline, units.get(i)),
              prefiltering.get(i),
              samples));
    }
    return signals;
  }

  private static List<String> texts(HeaderFields fields, int count, int width) {
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      texts.add(fields.text(width));
    }
    return texts;
  }

  private static double[] numbers(HeaderFields fields, int count, String name) {
    double[] numbers = new double[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = fields.number(8, "%s of signal %d".formatted(name, i));
    }
    return numbers;
  }

  private static void requireDuration(String source, EdfHeader header) {
    boolean hasSamples = !header.signals().stream().allMatch(EdfSignal::isAnnotations);
    if (header.recordSeconds() < 0 || (hasSamples && header.recordSeconds() == 0)) {
      throw new MalformedFileException(
          source,
          "byte 244",
          "duration of a data record must be above 0 s, got " + header.recordSeconds());
    }
    long samples = header.signals().stream().mapToLong(EdfSignal::samples).sum();
    if (samples * header.sampleBytes() > Integer.MAX_VALUE) {
      throw new MalformedFileException(
          source,
          "byte 256",
          "a data record must be below 2 GiB, got %d samples".formatted(samples));
    }
  }

  /** A number of -1 stands for as many as there are. */
  private static EdfHeader withRecords(
      String source, EdfHeader header, long stated, long fileBytes) {
    int recordBytes = header.recordBytes();
    long found = recordBytes == 0 ? 0 : (fileBytes - header.bytes()) / recordBytes;
    if (stated > found || (stated < 0 && header.bytes() + found * recordBytes != fileBytes)) {
      throw new MalformedFileException(
          source,
          "byte " + (header.bytes() + found * recordBytes),
          "file must hold %s data records of %d bytes, got %d in %d bytes; it was truncated"
              .formatted(stated < 0 ? "whole" : stated, recordBytes, found, fileBytes));
    }
    return new EdfHeader(
        header.sampleBytes(),
        header.patient(),
        header.recording(),
        header.startDate(),
        header.startTime(),
        header.bytes(),
        header.continuity(),
        stated < 0 ? found : stated,
        header.recordSeconds(),
        header.signals());
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
