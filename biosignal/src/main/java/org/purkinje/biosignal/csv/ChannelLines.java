package org.purkinje.biosignal.csv;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.purkinje.biosignal.recording.Channel;
import org.purkinje.biosignal.recording.RecordAnnotation;
import org.purkinje.biosignal.recording.RecordFault;
import org.purkinje.biosignal.recording.RecordFolder;
import org.purkinje.biosignal.recording.SignalChunk;
import org.purkinje.biosignal.recording.SignalRecord;
import org.purkinje.biosignal.signal.AdcScale;

/** A file each of whose lines is a channel; they are given out one after the other. */
final class ChannelLines implements SignalRecord {

  private final CsvLayout layout;
  private final CsvCompanions companions;
  private final CsvCells cells;
  private final List<Channel> channels = new ArrayList<>();
  private int channel;
  private int line;
  private long given;
  private long length = -1;

  private ChannelLines(CsvLayout layout, CsvCompanions companions, CsvCells cells) {
    this.layout = layout;
    this.companions = companions;
    this.cells = cells;
    for (CsvLayout.Column column : layout.channels()) {
      if (!column.isLeftOut()) {
        channels.add(
            Channel.ofFloats(column.name(), layout.fs(), new AdcScale(1, 0, column.unit())));
      }
    }
  }

  static ChannelLines open(
      RecordFolder folder, String fileName, CsvLayout layout, CsvCompanions companions)
      throws IOException {
    return new ChannelLines(layout, companions, CsvCells.open(folder, fileName, layout));
  }

  @Override
  public double fs() {
    return layout.fs();
  }

  @Override
  public List<Channel> channels() {
    return channels;
  }

  @Override
  public List<String> notes() throws IOException {
    return companions.notes();
  }

  @Override
  public List<SignalChunk> read(int maxSamples) throws IOException {
    skipLinesLeftOut();
    if (line == layout.channels().size()) {
      return List.of();
    }
    int[] samples = new int[Math.min(maxSamples, 1 << 12)];
    int count = 0;
    CsvCells.End end = CsvCells.End.CELL;
    while (count < maxSamples && end == CsvCells.End.CELL) {
      end = cells.next();
      // A separator may stand at the line's end.
      if (end != CsvCells.End.CELL && cells.isEmpty() && given + count > 0) {
        break;
      }
      if (count == samples.length) {
        samples = Arrays.copyOf(samples, (int) Math.min(maxSamples, 2L * count));
      }
      samples[count++] = Channel.floatBits(cells.number());
    }
    int of = channel;
    long start = given;
    given += count;
    if (end != CsvCells.End.CELL) {
      finishLine(end);
    }
    return count == 0
        ? read(maxSamples)
        : List.of(new SignalChunk(of, channels.get(of), start, Arrays.copyOf(samples, count)));
  }

  private void finishLine(CsvCells.End end) throws IOException {
    if (length >= 0 && given != length) {
      throw cells.malformed(
          "line of %d cells, but the first has %d; all channels have as many"
              .formatted(given, length));
    }
    length = given;
    given = 0;
    channel++;
    goOn(end == CsvCells.End.LINE);
  }

  private void skipLinesLeftOut() throws IOException {
    while (line < layout.channels().size() && layout.channels().get(line).isLeftOut()) {
      goOn(cells.skipLine());
    }
  }

  private void goOn(boolean hasLineEnd) throws IOException {
    line++;
    int lines = layout.channels().size();
    if (!hasLineEnd && line < lines) {
      throw cells.malformed(
          "file ends after %d of %d lines; it was cut off".formatted(line, lines));
    }
    if (hasLineEnd && line == lines) {
      requireEnd();
    }
  }

  private void requireEnd() throws IOException {
    CsvCells.End end = CsvCells.End.LINE;
    while (end != CsvCells.End.FILE) {
      end = cells.next();
      if (!cells.isEmpty() || end == CsvCells.End.CELL) {
        throw cells.malformed(
            "more lines than the %d that the corpus describes".formatted(layout.channels().size()));
      }
    }
  }

  @Override
  public long length() {
    return Math.max(0, length);
  }

  @Override
  public List<RecordAnnotation> annotations() throws IOException {
    return companions.annotations(layout.fs());
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
