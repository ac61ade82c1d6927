package org.purkinje.biosignal.wfdb;

import java.io.Closeable;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.purkinje.biosignal.MalformedFileException;
import org.purkinje.biosignal.recording.RecordFault;
import org.purkinje.biosignal.recording.RecordFaults;
import org.purkinje.biosignal.recording.RecordFolder;

/**
 * Reads a record's digital samples chunk by chunk, whether it has segments or not, in memory that
 * does not grow with the record.
 *
 * <p>Where a segment or the time between two has no samples of a channel, or none that can be read,
 * the channel gets its missing code. A chunk never spans two segments, because the scale of a
 * channel may differ between them; {@link #chunkSignals} tells it. Every segment is verified as by
 * {@link WfdbSignalReader}.
 */
public final class WfdbRecordReader implements Closeable {

  private final RecordFolder folder;
  private final List<WfdbSignal> signals;
  private final List<RecordSegment> segments;
  private int segment;
  private long framesLeft;
  private @Nullable WfdbSignalReader reader;
  private List<WfdbSignal> chunkSignals;
  private final RecordFaults faults = new RecordFaults();

  private WfdbRecordReader(
      RecordFolder folder, List<WfdbSignal> signals, List<RecordSegment> segments) {
    this.folder = folder;
    this.signals = signals;
    this.segments = segments;
    this.chunkSignals = signals;
    this.framesLeft = segments.isEmpty() ? 0 : segments.get(0).frames();
  }

  /**
   * Opens a record.
   *
   * @throws MalformedFileException if a header or file of the record or of a segment is absent,
   *     contradicts another or cannot be read
   */
  public static WfdbRecordReader open(RecordFolder folder, WfdbHeader header) throws IOException {
    if (header.segments().isEmpty()) {
      WfdbSignalReader reader = WfdbSignalReader.open(folder, header);
      List<Integer> usable =
          IntStream.range(0, header.signals().size()).filter(reader::isUsable).boxed().toList();
      WfdbRecordReader whole =
          new WfdbRecordReader(
              folder,
              usable.stream().map(header.signals()::get).toList(),
              List.of(new RecordSegment(reader.frames(), Optional.of(header), usable)));
      whole.reader = reader;
      return whole;
    }
    RecordPlan plan = RecordPlan.of(folder, header);
    WfdbRecordReader reader = new WfdbRecordReader(folder, plan.signals(), plan.segments());
    header.faults().forEach(reader.faults::add);
    return reader;
  }

  /** The record's channels: of one with one segment, those that can be used. */
  public List<WfdbSignal> signals() {
    return signals;
  }

  /** Length of the record, frames. */
  public long frames() {
    return segments.stream().mapToLong(RecordSegment::frames).sum();
  }

  /** What was left out or not verified so far. */
  public List<RecordFault> faults() {
    if (reader != null) {
      reader.faults().forEach(faults::add);
    }
    return faults.list();
  }

  /** The channels as the segment of the last chunk describes them. */
  public List<WfdbSignal> chunkSignals() {
    return chunkSignals;
  }

  /**
   * Reads on from where the last call ended, at most to the end of a segment.
   *
   * @param maxFrames at least 1
   * @return samples in adu, shape [channels][frames × samples per frame]; {@code int[0][]} once the
   *     record has ended
   * @throws MalformedFileException as {@link WfdbSignalReader#readFrames}
   */
  public int[][] readFrames(int maxFrames) throws IOException {
    if (maxFrames < 1) {
      throw new IllegalArgumentException("frames to read must be 1 or more, got " + maxFrames);
    }
    while (framesLeft == 0) {
      finishSegment();
      if (segment >= segments.size() - 1) {
        return new int[0][];
      }
      segment++;
      framesLeft = segments.get(segment).frames();
    }
    int count = (int) Math.min(maxFrames, framesLeft);
    int[][] chunk = read(segments.get(segment), count);
    framesLeft -= count;
    return chunk;
  }

  private int[][] read(RecordSegment from, int count) throws IOException {
    Optional<WfdbHeader> header = from.header();
    if (reader == null && header.isPresent()) {
      reader = WfdbSignalReader.open(folder, header.get());
      checkFrames(header.get(), reader.frames(), from.frames());
    }
    WfdbSignalReader of = reader;
    int[][] stored = of == null ? new int[0][] : of.readFrames(count);
    int[][] chunk = new int[signals.size()][];
    WfdbSignal[] described = new WfdbSignal[chunk.length];
    for (int c = 0; c < chunk.length; c++) {
      int signal = from.signals().get(c);
      boolean isStored = of != null && signal != RecordSegment.ABSENT && of.isUsable(signal);
      described[c] = isStored ? from.signal(c).orElseThrow() : signals.get(c);
      chunk[c] = isStored ? stored[signal] : missing(described[c], count);
    }
    chunkSignals = List.of(described);
    return chunk;
  }

  private void checkFrames(WfdbHeader header, long found, long expected) {
    if (found != expected) {
      throw new MalformedFileException(
          folder.describe(header.name() + ".hea"),
          "record line",
          "segment's files must hold the record's %d frames, got %d".formatted(expected, found));
    }
  }

  private static int[] missing(WfdbSignal signal, int frames) {
    int[] samples = new int[Math.multiplyExact(frames, signal.samplesPerFrame())];
    Arrays.fill(samples, signal.missingCode());
    return samples;
  }

  /** Lets the segment's reader find that it is at the end, which makes it verify what was read. */
  private void finishSegment() throws IOException {
    WfdbSignalReader of = reader;
    if (of != null) {
      of.readFrames(1);
      of.faults().forEach(faults::add);
      close();
    }
  }

  @Override
  public void close() throws IOException {
    if (reader != null) {
      reader.close();
      reader = null;
    }
  }
}
