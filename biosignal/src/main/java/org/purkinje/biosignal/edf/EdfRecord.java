package org.purkinje.biosignal.edf;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.purkinje.biosignal.MalformedFileException;
import org.purkinje.biosignal.annotation.Annotation;
import org.purkinje.biosignal.annotation.AnnotationCode;
import org.purkinje.biosignal.edf.EdfHeader.Continuity;
import org.purkinje.biosignal.recording.Channel;
import org.purkinje.biosignal.recording.RecordAnnotation;
import org.purkinje.biosignal.recording.RecordFolder;
import org.purkinje.biosignal.recording.SignalChunk;
import org.purkinje.biosignal.recording.SignalRecord;

/**
 * A file's record; {@link #fs()} is the highest rate of its channels. Gaps between data records
 * become missing samples.
 */
final class EdfRecord implements SignalRecord {

  /** Every code of a sample is valid, so that none in its range can stand for a missing one. */
  private static final int MISSING = Integer.MIN_VALUE;

  /** Longest gap between data records, s; a longer one is a damaged time. */
  private static final double LONGEST_GAP_SECONDS = 366 * 86_400.0;

  private final RecordFolder folder;
  private final String fileName;
  private final EdfHeader header;
  private final List<Integer> signals = new ArrayList<>();
  private final List<Channel> channels = new ArrayList<>();
  private final double fs;
  private final DataRecords records;

  /** Of each channel: samples given out, missing ones to give out, samples read but not given. */
  private final long[] given;

  private final long[] gap;
  private final int[][] ready;
  private final int[] readyFrom;

  private long recordsRead;
  private double firstOnset;

  private EdfRecord(RecordFolder folder, String fileName, EdfHeader header, DataRecords records) {
    this.folder = folder;
    this.fileName = fileName;
    this.header = header;
    this.records = records;
    double highest = 0;
    for (int i = 0; i < header.signals().size(); i++) {
      EdfSignal signal = header.signals().get(i);
      if (!signal.isAnnotations()) {
        double rate = signal.samples() / header.recordSeconds();
        signals.add(i);
        channels.add(Channel.ofIntegers(signal.label(), rate, signal.scale(), MISSING));
        highest = Math.max(highest, rate);
      }
    }
    this.fs = highest == 0 ? 1 : highest;
    this.given = new long[signals.size()];
    this.gap = new long[signals.size()];
    this.ready = new int[signals.size()][0];
    this.readyFrom = new int[signals.size()];
  }

  static EdfRecord open(RecordFolder folder, String fileName, EdfHeader header) throws IOException {
    return new EdfRecord(folder, fileName, header, new DataRecords(folder, fileName, header));
  }

  @Override
  public double fs() {
    return fs;
  }

  @Override
  public List<Channel> channels() {
    return channels;
  }

  @Override
  public Optional<String> startedAt() {
    return header.startedAt();
  }

  @Override
  public List<String> notes() {
    return header.notes();
  }

  @Override
  public List<SignalChunk> read(int maxSamples) throws IOException {
    if (channels.isEmpty()) {
      return List.of();
    }
    List<SignalChunk> chunks = take(maxSamples);
    while (chunks.isEmpty() && recordsRead < header.dataRecords()) {
      readOn(maxSamples);
      chunks = take(maxSamples);
    }
    return chunks;
  }

  /** Gives out missing samples of a gap, then those that were read. */
  private List<SignalChunk> take(int maxSamples) {
    List<SignalChunk> chunks = new ArrayList<>();
    boolean inGap = Arrays.stream(gap).anyMatch(left -> left > 0);
    for (int c = 0; c < ready.length; c++) {
      int[] samples;
      if (inGap) {
        samples = new int[(int) Math.min(maxSamples, gap[c])];
        Arrays.fill(samples, MISSING);
        gap[c] -= samples.length;
      } else {
        int to = Math.min(ready[c].length, readyFrom[c] + maxSamples);
        samples =
            readyFrom[c] == 0 && to == ready[c].length
                ? ready[c]
                : Arrays.copyOfRange(ready[c], readyFrom[c], to);
        readyFrom[c] = to;
      }
      if (samples.length > 0) {
        chunks.add(new SignalChunk(c, channels.get(c), given[c], samples));
        given[c] += samples.length;
      }
    }
    return chunks;
  }

  private void readOn(int maxSamples) throws IOException {
    int longest = signals.stream().mapToInt(i -> header.signals().get(i).samples()).max().orElse(1);
    boolean isTimed = header.continuity() != Continuity.PLAIN;
    int count = records.read(isTimed ? 1 : Math.max(1, maxSamples / longest));
    for (int c = 0; c < ready.length; c++) {
      ready[c] = records.samples(signals.get(c));
      readyFrom[c] = 0;
    }
    if (isTimed) {
      place(records.annotations(0).start());
    }
    recordsRead += count;
  }

  /** Compares a data record's onset with the end of the one before it. */
  private void place(OptionalDouble onset) {
    double expected = firstOnset + recordsSpan();
    if (onset.isEmpty()) {
      throw malformed("its first annotation list must state its onset, got none");
    }
    double found = onset.getAsDouble();
    if (recordsRead == 0) {
      firstOnset = found;
      return;
    }
    double late = found - expected;
    if (Math.abs(late) < 0.5 / fs) {
      return;
    }
    if (late < 0 || late > LONGEST_GAP_SECONDS || header.continuity() == Continuity.CONTINUOUS) {
      throw malformed(
          "onset must be %s%s s, got %s s"
              .formatted(
                  expected,
                  header.continuity() == Continuity.CONTINUOUS ? "" : " or up to a year later,",
                  found));
    }
    for (int c = 0; c < gap.length; c++) {
      long start = Math.round((found - firstOnset) * channels.get(c).fs());
      gap[c] = Math.max(0, start - given[c]);
    }
  }

  /** Time from the first data record's onset to the end of what was given out, s. */
  private double recordsSpan() {
    return channels.isEmpty() ? 0 : given[fastest()] / fs;
  }

  private int fastest() {
    int fastest = 0;
    for (int c = 1; c < channels.size(); c++) {
      if (channels.get(c).fs() > channels.get(fastest).fs()) {
        fastest = c;
      }
    }
    return fastest;
  }

  private MalformedFileException malformed(String problem) {
    return new MalformedFileException(
        folder.describe(fileName), "data record " + recordsRead, problem);
  }

  @Override
  public long length() {
    return channels.isEmpty() ? 0 : given[fastest()];
  }

  @Override
  public List<RecordAnnotation> annotations() throws IOException {
    List<RecordAnnotation> all = new ArrayList<>();
    if (header.signals().stream().noneMatch(EdfSignal::isAnnotations)) {
      return all;
    }
    try (DataRecords again = new DataRecords(folder, fileName, header)) {
      double start = 0;
      for (long record = 0; record < header.dataRecords(); record++) {
        again.read(1);
        TimedAnnotations found = again.annotations(0);
        if (record == 0) {
          start = found.start().orElse(0);
        }
        for (TimedAnnotations.Note note : found.notes()) {
          all.add(annotation(note, note.onset() - start));
        }
      }
    }
    return all;
  }

  private RecordAnnotation annotation(TimedAnnotations.Note note, double seconds) {
    long sample = Math.round(seconds * fs);
    return new RecordAnnotation(
        "edf",
        seconds,
        note.duration(),
        Annotation.of(sample, AnnotationCode.of("\""), note.text()));
  }

  @Override
  public void close() throws IOException {
    records.close();
  }
}
