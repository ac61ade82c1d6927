package org.purkinje.preprocessing.windows;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.purkinje.biosignal.signal.EvenClock;
import org.purkinje.biosignal.signal.Lead;
import org.purkinje.biosignal.signal.SignalKind;
import org.purkinje.biosignal.window.RawSignal;
import org.purkinje.biosignal.window.SignalSpec;
import org.purkinje.biosignal.window.Take;
import org.purkinje.jobsupport.table.SignalsTable;

/**
 * Puts the rows of one record together again.
 *
 * @param cut whose channels windows are cut from
 */
record RecordingReader(CutKinds cut) implements Serializable {

  /**
   * @param rows of {@code signals} with what its record is, sorted by channel and start
   * @throws IllegalStateException if a chunk is missing
   */
  Recording read(List<Row> rows) {
    List<List<Row>> channels = channels(rows);
    Optional<double[]> clock = first(channels, SignalKind.TIME).map(RecordingReader::samples);
    Map<List<Row>, RawSignal> decoded = new IdentityHashMap<>();
    List<RecordedSignal> signals = new ArrayList<>();
    Optional<List<Row>> waveform = Optional.empty();
    for (SignalSpec spec : cut.window().signals()) {
      Optional<List<Row>> channel = chosen(channels, spec);
      waveform = waveform.or(() -> channel);
      signals.add(
          new RecordedSignal(
              spec,
              channel.filter(rowsOf -> spec.kind() == SignalKind.ECG).map(RecordingReader::lead),
              channel
                  .map(found -> decoded.computeIfAbsent(found, of -> raw(of, clock)))
                  .orElseGet(RawSignal::absent)));
    }
    Optional<List<Row>> abp =
        cut.hasPressure() ? first(channels, SignalKind.ABP) : Optional.empty();
    Row first = rows.get(0);
    return new Recording(
        first.getAs("corpus"),
        first.getAs("record"),
        first.getAs("subject"),
        Person.of(first),
        first.getAs("alignment"),
        signals,
        abp.map(found -> decoded.computeIfAbsent(found, of -> raw(of, clock)))
            .orElseGet(RawSignal::absent),
        channels.stream().mapToInt(channel -> windows(channel, clock)).max().orElse(0),
        waveform
            .or(() -> abp)
            .map(channel -> channel.get(0).<String>getAs("digital_sha256"))
            .orElse(""));
  }

  /** The channel that a signal is taken from: the lead asked for, or the first of the kind. */
  private static Optional<List<Row>> chosen(List<List<Row>> channels, SignalSpec spec) {
    List<List<Row>> ofKind =
        channels.stream().filter(channel -> kind(channel) == spec.kind()).toList();
    if (spec.take() == Take.EACH) {
      return ofKind.stream().filter(channel -> spec.leads().contains(lead(channel))).findFirst();
    }
    return ofKind.stream()
        .min(Comparator.comparingInt(channel -> preference(spec.leads(), lead(channel))));
  }

  private static int preference(List<String> leads, String lead) {
    int index = leads.indexOf(lead);
    return index < 0 ? leads.size() : index;
  }

  /** How many windows begin before a channel ends, whether it is chosen or not. */
  private int windows(List<Row> channel, Optional<double[]> clock) {
    double fs = channel.get(0).<Double>getAs("fs_hz");
    long samples =
        clock
            .map(times -> (long) EvenClock.samples(times, fs))
            .orElseGet(
                () -> channel.stream().mapToLong(row -> row.<Integer>getAs("n_samples")).sum());
    return cut.windows(kind(channel), samples, fs);
  }

  /** The lead that ingest found, else the one that the name tells, else the name. */
  private static String lead(List<Row> channel) {
    Row row = channel.get(0);
    String name = row.getAs("name");
    return Optional.ofNullable(row.<String>getAs("lead"))
        .filter(lead -> !lead.isEmpty())
        .map(lead -> Lead.ofChannel(lead).map(Lead::label).orElse(lead))
        .or(() -> Lead.ofChannel(name).map(Lead::label))
        .orElse(name);
  }

  private static SignalKind kind(List<Row> channel) {
    return SignalKind.ofLabel(channel.get(0).getAs("kind"));
  }

  private static Optional<List<Row>> first(List<List<Row>> channels, SignalKind kind) {
    return channels.stream().filter(channel -> kind(channel) == kind).findFirst();
  }

  /**
   * @param clock the record's times, s, one for each of the channel's samples
   */
  private static RawSignal raw(List<Row> channel, Optional<double[]> clock) {
    Row row = channel.get(0);
    double fs = row.<Double>getAs("fs_hz");
    double[] samples = samples(channel);
    return new RawSignal(
        clock.map(times -> EvenClock.resample(samples, times, fs)).orElse(samples),
        fs,
        row.getAs("unit"));
  }

  private static List<List<Row>> channels(List<Row> rows) {
    List<List<Row>> channels = new ArrayList<>();
    for (Row row : rows) {
      if (channels.isEmpty() || !isOf(channels.get(channels.size() - 1).get(0), row)) {
        channels.add(new ArrayList<>());
      }
      channels.get(channels.size() - 1).add(row);
    }
    return channels;
  }

  private static boolean isOf(Row first, Row row) {
    return first.getAs("channel").equals(row.getAs("channel"));
  }

  /** Physical values of all chunks, shape [samples]. */
  private static double[] samples(List<Row> chunks) {
    double[] joined = new double[chunks.stream().mapToInt(row -> row.getAs("n_samples")).sum()];
    int at = 0;
    for (Row chunk : chunks) {
      long start = chunk.<Long>getAs("start_sample");
      if (start != at) {
        throw new IllegalStateException(
            "channel %s: the next chunk must start at sample %d, got %d; ingest the corpus again"
                .formatted(chunk.getAs("name"), at, start));
      }
      double[] samples = SignalsTable.physical(chunk);
      System.arraycopy(samples, 0, joined, at, samples.length);
      at += samples.length;
    }
    return joined;
  }
}
