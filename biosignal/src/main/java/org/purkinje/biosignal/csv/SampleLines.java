package org.purkinje.biosignal.csv;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.purkinje.biosignal.recording.Channel;
import org.purkinje.biosignal.recording.RecordAnnotation;
import org.purkinje.biosignal.recording.RecordFault;
import org.purkinje.biosignal.recording.RecordFolder;
import org.purkinje.biosignal.recording.SignalChunk;
import org.purkinje.biosignal.recording.SignalRecord;
import org.purkinje.biosignal.signal.AdcScale;

/** A file each of whose lines holds the samples of one instant. */
final class SampleLines implements SignalRecord {

  /** Longest gap of an even clock, s; a longer one is a damaged time. */
  private static final double MAX_GAP_SECONDS = 366 * 86_400.0;

  /** What rounded times of an even clock may be off, intervals. */
  private static final double MAX_ROUNDED = 0.9;

  private final CsvLayout layout;
  private final CsvCompanions companions;
  private final CsvCells cells;
  private final CsvColumns columns;
  private final Optional<ClockSurvey> uneven;
  private final List<Channel> channels = new ArrayList<>();
  private final double[] row;
  private long given;
  private long index;
  private long gap;
  private double firstTime = Double.NaN;
  private boolean isRowReady;

  private SampleLines(
      CsvLayout layout,
      CsvCompanions companions,
      CsvCells cells,
      CsvColumns columns,
      Optional<ClockSurvey> uneven) {
    this.layout = layout;
    this.companions = companions;
    this.cells = cells;
    this.columns = columns;
    this.uneven = uneven;
    this.row = new double[columns.count()];
    channels.addAll(columns.channels(fs()));
    uneven.ifPresent(
        clock ->
            channels.add(
                Channel.ofIntegers(
                    "time",
                    fs(),
                    new AdcScale(clock.ticksPerSecond(), 0, "s"),
                    Integer.MIN_VALUE)));
  }

  static SampleLines open(
      RecordFolder folder, String fileName, CsvLayout layout, CsvCompanions companions)
      throws IOException {
    CsvCells cells = CsvCells.open(folder, fileName, layout);
    try {
      CsvColumns columns = CsvColumns.read(cells, layout);
      Optional<ClockSurvey> uneven =
          layout.fs() > 0
              ? Optional.empty()
              : Optional.of(ClockSurvey.of(folder, fileName, layout, columns));
      return new SampleLines(layout, companions, cells, columns, uneven);
    } catch (IOException | RuntimeException e) {
      cells.close();
      throw e;
    }
  }

  @Override
  public double fs() {
    return uneven.map(ClockSurvey::fs).orElse(layout.fs());
  }

  @Override
  public List<Channel> channels() {
    return channels;
  }

  @Override
  public List<String> notes() throws IOException {
    List<String> notes = new ArrayList<>(companions.notes());
    uneven.ifPresent(clock -> notes.add(clock.note()));
    return notes;
  }

  @Override
  public List<SignalChunk> read(int maxSamples) throws IOException {
    int[][] samples = new int[channels.size()][Math.min(maxSamples, 1 << 12)];
    int count = 0;
    while (count < maxSamples && readRow()) {
      if (count == samples[0].length) {
        int length = (int) Math.min(maxSamples, 2L * count);
        for (int c = 0; c < samples.length; c++) {
          samples[c] = Arrays.copyOf(samples[c], length);
        }
      }
      fill(samples, count++);
    }
    List<SignalChunk> chunks = new ArrayList<>();
    for (int c = 0; c < samples.length && count > 0; c++) {
      chunks.add(new SignalChunk(c, channels.get(c), given, Arrays.copyOf(samples[c], count)));
    }
    given += count;
    return chunks;
  }

  /** Makes the next sample ready: one of a gap, or a line. */
  private boolean readRow() throws IOException {
    if (gap > 0) {
      return true;
    }
    if (!isRowReady) {
      if (!columns.readLine(cells, row)) {
        return false;
      }
      isRowReady = true;
      if (columns.clock() >= 0) {
        compareClock();
      }
    }
    return true;
  }

  /** Compares the line's time with its place, where the clock must be even. */
  private void compareClock() {
    double time = row[columns.clock()] * layout.clock().seconds();
    if (Double.isNaN(firstTime)) {
      firstTime = time;
    }
    if (uneven.isPresent()) {
      return;
    }
    double place = (time - firstTime) * layout.fs();
    double late = place - index;
    // Times of five digits are off by more than half an interval behind 100 s.
    if (Math.abs(late) < MAX_ROUNDED) {
      return;
    }
    if (!(late > 0)
        || late > MAX_GAP_SECONDS * layout.fs()
        || Math.abs(place - Math.rint(place)) > 0.25) {
      throw cells.malformed(
          "clock at %s s where %s s is next; at %s Hz it goes on by whole intervals, for a year at"
                  .formatted(time, firstTime + index / layout.fs(), layout.fs())
              + " most");
    }
    gap = Math.max(0, Math.round(place) - index);
  }

  private void fill(int[][] samples, int at) {
    index++;
    if (gap > 0) {
      gap--;
      for (int[] channel : samples) {
        channel[at] = Channel.MISSING_FLOAT;
      }
      return;
    }
    int c = 0;
    for (int i = 0; i < row.length; i++) {
      if (columns.isChannel(i)) {
        samples[c++][at] = Channel.floatBits(row[i]);
      }
    }
    if (uneven.isPresent()) {
      double time = row[columns.clock()] * layout.clock().seconds();
      samples[c][at] = (int) Math.round((time - firstTime) * uneven.get().ticksPerSecond());
    }
    isRowReady = false;
  }

  @Override
  public long length() {
    return index;
  }

  @Override
  public List<RecordAnnotation> annotations() throws IOException {
    return companions.annotations(fs());
  }

  @Override
  public List<RecordFault> faults() {
    return companions.faults().list();
  }

  @Override
  public void close() throws IOException {
    cells.close();
  }
}
