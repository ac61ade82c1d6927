package org.purkinje.biosignal.edf;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.purkinje.biosignal.annotation.Annotation;
import org.purkinje.biosignal.annotation.StandardCodes;
import org.purkinje.biosignal.recording.Channel;
import org.purkinje.biosignal.recording.RecordAnnotation;
import org.purkinje.biosignal.recording.RecordFault;
import org.purkinje.biosignal.recording.RecordFault.Part;
import org.purkinje.biosignal.recording.RecordFaults;
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

  private static final BigDecimal MAX_ONSET = BigDecimal.valueOf(DataRecordTimes.MAX_GAP_SECONDS);

  private final RecordFolder folder;
  private final String fileName;
  private final EdfHeader header;
  private final List<Integer> signals = new ArrayList<>();
  private final List<Channel> channels = new ArrayList<>();
  private final double fs;
  private final DataRecords records;
  private final RecordFaults faults = new RecordFaults();
  private final DataRecordTimes times;

  /** Of each channel: samples given out, missing ones to give out, samples read but not given. */
  private final long[] given;

  private final long[] gap;
  private final int[][] ready;
  private final int[] readyFrom;

  private long recordsRead;

  /** Where the data record read last ends, s from the first sample on. */
  private double end;

  private EdfRecord(RecordFolder folder, String fileName, EdfHeader header, DataRecords records) {
    this.folder = folder;
    this.fileName = fileName;
    this.header = header;
    this.records = records;
    double highest = 0;
    for (int i = 0; i < header.signals().size(); i++) {
      EdfSignal signal = header.signals().get(i);
      if (signal.isChannel()) {
        double rate = signal.samples() / header.recordSeconds();
        signals.add(i);
        channels.add(
            Channel.ofIntegers(signal.label(), rate, signal.scale().orElseThrow(), MISSING));
        highest = Math.max(highest, rate);
      }
    }
    this.fs = highest == 0 ? 1 : highest;
    this.times = new DataRecordTimes(folder.describe(fileName), header, fs, faults);
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
    return header.start().iso(firstOnset());
  }

  /** Of EDF+: what the first data record adds to the header's whole seconds; else 0. */
  private BigDecimal firstOnset() {
    if (!header.isTimed() || header.dataRecords() == 0) {
      return BigDecimal.ZERO;
    }
    try (DataRecords first = new DataRecords(folder, fileName, header)) {
      first.read(1);
      return first
          .annotations(0)
          .start()
          .filter(onset -> onset.abs().compareTo(MAX_ONSET) < 0)
          .orElse(BigDecimal.ZERO);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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
    boolean isTimed = header.isTimed();
    int count = records.read(isTimed ? 1 : Math.max(1, maxSamples / longest));
    for (int c = 0; c < ready.length; c++) {
      ready[c] = records.samples(signals.get(c));
      readyFrom[c] = 0;
    }
    double late = isTimed ? times.gap(records.annotations(0), recordsRead) : 0;
    if (late > 0) {
      end += late;
      for (int c = 0; c < gap.length; c++) {
        gap[c] = Math.max(0, Math.round(end * channels.get(c).fs()) - given[c]);
      }
    }
    end += count * header.recordSeconds();
    recordsRead += count;
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

  @Override
  public long length() {
    return channels.isEmpty() ? 0 : given[fastest()];
  }

  @Override
  public List<RecordAnnotation> annotations() throws IOException {
    return faults.attempt(
        Part.ANNOTATIONS, folder.describe(fileName), List.of(), this::readAnnotations);
  }

  private List<RecordAnnotation> readAnnotations() throws IOException {
    List<RecordAnnotation> all = new ArrayList<>();
    if (!header.hasAnnotations()) {
      return all;
    }
    boolean isBroken = false;
    try (DataRecords again = new DataRecords(folder, fileName, header)) {
      double start = 0;
      for (long record = 0; record < header.dataRecords(); record++) {
        again.read(1);
        TimedAnnotations found = again.annotations(0);
        if (record == 0) {
          start = found.start().map(BigDecimal::doubleValue).orElse(0.0);
        }
        if (found.broken().isPresent() && !isBroken) {
          isBroken = true;
          faults.add(RecordFault.of(Part.ANNOTATIONS, found.broken().get()));
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
        Annotation.of(sample, StandardCodes.of("\""), note.text()));
  }

  @Override
  public List<RecordFault> faults() {
    List<RecordFault> all = new ArrayList<>(header.faults());
    all.addAll(faults.list());
    return all;
  }

  @Override
  public void close() throws IOException {
    records.close();
  }
}
