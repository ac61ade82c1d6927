package org.purkinje.preprocessing.records;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;
import org.purkinje.biosignal.signal.EvenClock;
import org.purkinje.biosignal.signal.SignalKind;
import org.purkinje.biosignal.window.RawSignal;
import org.purkinje.biosignal.window.SignalSpec;

/** The signals of one record, block by block. */
public final class RecordBlocks {

  private final RecordReading reading;
  private final StoredRecord record;
  private final ChannelSamples samples;
  private final Map<SignalSpec, StoredChannel> channels = new LinkedHashMap<>();
  private final Optional<StoredChannel> abp;
  private final double @Nullable [] clock;
  private final List<Block> blocks;

  /**
   * @param reading what is read
   * @param chunks rows of {@code signals} of the record, those of each channel in order of time
   * @throws IllegalStateException if the chunks of a record that has a clock are not all there
   */
  public RecordBlocks(RecordReading reading, StoredRecord record, Iterator<Row> chunks) {
    this.reading = reading;
    this.record = record;
    for (SignalSpec spec : reading.signals()) {
      record.chosen(spec).ifPresent(channel -> channels.put(spec, channel));
    }
    this.abp = reading.hasPressure() ? record.first(SignalKind.ABP) : Optional.empty();
    Optional<StoredChannel> time = record.first(SignalKind.TIME);
    this.samples = new ChannelSamples(Stream.concat(read().stream(), time.stream()), chunks);
    this.clock = time.map(of -> samples.between(of, 0, of.samples())).orElse(null);
    this.blocks =
        clock == null
            ? Block.of(
                reading,
                windows(),
                rates(),
                read().stream().mapToDouble(StoredChannel::fs).toArray())
            : List.of(Block.whole(windows()));
  }

  /** In order of time. */
  public List<Block> blocks() {
    return blocks;
  }

  /** Where the longest of the channels that are read ends, s from the record's start. */
  public double endSeconds() {
    return read().stream()
        .mapToDouble(channel -> evenSamples(channel) / channel.fs())
        .max()
        .orElse(0);
  }

  /**
   * The signals of a block.
   *
   * @param block one after another, as {@link #blocks} lists them
   * @throws IllegalStateException if a chunk is missing
   */
  public Recording read(Block block) {
    Map<StoredChannel, RawSignal> decoded = new HashMap<>();
    List<RecordedSignal> signals = new ArrayList<>();
    for (SignalSpec spec : reading.signals()) {
      Optional<StoredChannel> channel = Optional.ofNullable(channels.get(spec));
      signals.add(
          new RecordedSignal(
              spec,
              channel.filter(of -> spec.kind() == SignalKind.ECG).map(StoredChannel::lead),
              raw(channel, block, decoded)));
    }
    return new Recording(
        record,
        signals,
        raw(abp, block, decoded),
        block,
        read().stream().findFirst().map(StoredChannel::sha256).orElse(""));
  }

  /** The channels whose samples are read, those of the windows' signals first. */
  private List<StoredChannel> read() {
    return Stream.concat(channels.values().stream(), abp.stream()).distinct().toList();
  }

  private double[] rates() {
    return DoubleStream.concat(
            read().stream().mapToDouble(StoredChannel::fs),
            reading.kinds().stream().flatMapToDouble(kind -> DoubleStream.of(reading.rates(kind))))
        .toArray();
  }

  /** How many windows begin before the longest channel ends, whether it is chosen or not. */
  private int windows() {
    return record.channels().stream().mapToInt(this::windows).max().orElse(0);
  }

  private int windows(StoredChannel channel) {
    return reading.windows(channel.kind(), evenSamples(channel), channel.fs());
  }

  private long evenSamples(StoredChannel channel) {
    return clock == null ? channel.samples() : EvenClock.samples(clock, channel.fs());
  }

  private RawSignal raw(
      Optional<StoredChannel> channel, Block block, Map<StoredChannel, RawSignal> decoded) {
    return channel
        .map(found -> decoded.computeIfAbsent(found, of -> raw(of, block)))
        .orElseGet(RawSignal::absent);
  }

  private RawSignal raw(StoredChannel channel, Block block) {
    double fs = channel.fs();
    if (clock != null) {
      double[] all = samples.between(channel, 0, channel.samples());
      return new RawSignal(EvenClock.resample(all, clock, fs), fs, channel.unit());
    }
    long start = Math.round(block.startSeconds() * fs);
    long end = Math.min(channel.samples(), (long) Math.ceil(block.endSeconds() * fs));
    // Of a channel that has ended before, one missing sample remains: a gap to the block's end.
    double[] found = start < end ? samples.between(channel, start, end) : new double[] {Double.NaN};
    return new RawSignal(
        channel.samples() == 0 ? new double[0] : found, fs, channel.unit(), block.startSeconds());
  }
}
