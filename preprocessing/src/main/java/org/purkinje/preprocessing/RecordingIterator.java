package org.purkinje.preprocessing;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;
import org.purkinje.biosignal.quality.RawSignal;
import org.purkinje.biosignal.signal.EvenClock;
import org.purkinje.biosignal.signal.SignalKind;
import org.purkinje.jobsupport.table.SignalsTable;

/**
 * Puts rows of {@code signals}, sorted by record, channel and start, together again to recordings,
 * one in memory at a time.
 */
final class RecordingIterator implements Iterator<Recording> {

  private final Iterator<Row> rows;
  private final List<String> ecgLeads;
  private @Nullable Row next;

  RecordingIterator(Iterator<Row> rows, List<String> ecgLeads) {
    this.rows = rows;
    this.ecgLeads = ecgLeads;
    this.next = rows.hasNext() ? rows.next() : null;
    skipLoneClocks();
  }

  @Override
  public boolean hasNext() {
    return next != null;
  }

  @Override
  public Recording next() {
    Row first = next;
    if (first == null) {
      throw new NoSuchElementException();
    }
    List<ChannelSamples> channels = new ArrayList<>();
    while (next != null && isOf(first, next)) {
      channels.add(channel());
    }
    first(channels, SignalKind.TIME)
        .ifPresent(clock -> channels.replaceAll(channel -> channel.onEvenClock(clock)));
    skipLoneClocks();
    Optional<ChannelSamples> ecg =
        channels.stream()
            .filter(channel -> channel.kind() == SignalKind.ECG)
            .min(Comparator.comparingInt(channel -> preference(channel.name())));
    Optional<ChannelSamples> ppg = first(channels, SignalKind.PPG);
    Optional<ChannelSamples> abp = first(channels, SignalKind.ABP);
    return new Recording(
        first.getAs("corpus"),
        first.getAs("record"),
        first.getAs("subject"),
        Person.of(first),
        first.getAs("alignment"),
        ecg.map(ChannelSamples::name),
        raw(ecg),
        raw(ppg),
        raw(abp),
        ecg.or(() -> ppg).or(() -> abp).orElseThrow().sha256());
  }

  /** A clock is its record's last channel; where it is the first, the record has no others. */
  private void skipLoneClocks() {
    while (next != null && next.getAs("kind").equals(SignalKind.TIME.label())) {
      next = rows.hasNext() ? rows.next() : null;
    }
  }

  /** Reads the rows of one channel. */
  private ChannelSamples channel() {
    Row first = next;
    List<double[]> chunks = new ArrayList<>();
    long samples = 0;
    while (next != null && isOf(first, next) && sameChannel(first, next)) {
      requireStart(next, samples);
      samples += next.<Integer>getAs("n_samples");
      chunks.add(SignalsTable.physical(next));
      next = rows.hasNext() ? rows.next() : null;
    }
    return new ChannelSamples(
        first.getAs("name"),
        SignalKind.ofLabel(first.getAs("kind")),
        first.<Double>getAs("fs_hz"),
        first.getAs("digital_sha256"),
        joined(chunks));
  }

  private static void requireStart(Row row, long sample) {
    long start = row.<Long>getAs("start_sample");
    if (start != sample) {
      throw new IllegalStateException(
          "%s/%s: chunk of channel %s must start at sample %d, got %d"
              .formatted(
                  row.getAs("corpus"), row.getAs("record"), row.getAs("name"), sample, start));
    }
  }

  private int preference(String lead) {
    int index = ecgLeads.indexOf(lead);
    return index < 0 ? ecgLeads.size() : index;
  }

  private static Optional<ChannelSamples> first(List<ChannelSamples> channels, SignalKind kind) {
    return channels.stream().filter(channel -> channel.kind() == kind).findFirst();
  }

  private static RawSignal raw(Optional<ChannelSamples> channel) {
    return channel.map(c -> new RawSignal(c.samples(), c.fs())).orElseGet(RawSignal::absent);
  }

  private static boolean isOf(Row first, Row row) {
    return first.getAs("corpus").equals(row.getAs("corpus"))
        && first.getAs("record").equals(row.getAs("record"));
  }

  private static boolean sameChannel(Row first, Row row) {
    return first.getAs("channel").equals(row.getAs("channel"));
  }

  private static double[] joined(List<double[]> chunks) {
    double[] joined = new double[chunks.stream().mapToInt(chunk -> chunk.length).sum()];
    int at = 0;
    for (double[] chunk : chunks) {
      System.arraycopy(chunk, 0, joined, at, chunk.length);
      at += chunk.length;
    }
    return joined;
  }

  /**
   * @param fs Hz
   * @param sha256 waveform hash
   * @param samples physical values, shape [samples]
   */
  private record ChannelSamples(
      String name, SignalKind kind, double fs, String sha256, double[] samples) {

    /**
     * @param clock the record's times, s, one for each of this channel's samples
     */
    ChannelSamples onEvenClock(ChannelSamples clock) {
      return new ChannelSamples(
          name, kind, fs, sha256, EvenClock.resample(samples, clock.samples, fs));
    }
  }
}
