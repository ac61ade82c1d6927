package org.purkinje.preprocessing;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.purkinje.biosignal.quality.RawSignal;
import org.purkinje.biosignal.signal.EvenClock;
import org.purkinje.biosignal.signal.Lead;
import org.purkinje.biosignal.signal.SignalKind;
import org.purkinje.jobsupport.table.SignalsTable;

/**
 * Puts the rows of one record together again.
 *
 * @param ecgLeads leads in order of preference; without any of them the first ECG is taken
 */
record RecordingReader(List<String> ecgLeads) implements Serializable {

  RecordingReader {
    ecgLeads =
        ecgLeads.stream().map(lead -> Lead.ofChannel(lead).map(Lead::label).orElse(lead)).toList();
  }

  /**
   * @param rows of {@code signals} with what its record is, sorted by channel and start
   * @throws IllegalStateException if a chunk is missing
   */
  Recording read(List<Row> rows) {
    List<List<Row>> channels = channels(rows);
    Optional<List<Row>> ecg =
        channels.stream()
            .filter(channel -> kind(channel) == SignalKind.ECG)
            .min(Comparator.comparingInt(channel -> preference(lead(channel))));
    Optional<List<Row>> ppg = first(channels, SignalKind.PPG);
    Optional<List<Row>> abp = first(channels, SignalKind.ABP);
    Optional<double[]> clock = first(channels, SignalKind.TIME).map(RecordingReader::samples);
    Row first = rows.get(0);
    return new Recording(
        first.getAs("corpus"),
        first.getAs("record"),
        first.getAs("subject"),
        Person.of(first),
        first.getAs("alignment"),
        ecg.map(RecordingReader::lead),
        raw(ecg, clock),
        raw(ppg, clock),
        raw(abp, clock),
        ecg.or(() -> ppg)
            .or(() -> abp)
            .map(channel -> channel.get(0).<String>getAs("digital_sha256"))
            .orElse(""));
  }

  private int preference(String lead) {
    int index = ecgLeads.indexOf(lead);
    return index < 0 ? ecgLeads.size() : index;
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
  private static RawSignal raw(Optional<List<Row>> channel, Optional<double[]> clock) {
    if (channel.isEmpty()) {
      return RawSignal.absent();
    }
    Row row = channel.get().get(0);
    double fs = row.<Double>getAs("fs_hz");
    double[] samples = samples(channel.get());
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
