package org.purkinje.biosignal.mat;

import java.util.ArrayList;
import java.util.List;
import org.purkinje.biosignal.MalformedFileException;
import org.purkinje.biosignal.recording.Channel;
import org.purkinje.biosignal.recording.RecordFault;
import org.purkinje.biosignal.recording.RecordFaults;
import org.purkinje.biosignal.recording.SignalChunk;
import org.purkinje.biosignal.recording.SignalRecord;
import org.purkinje.biosignal.signal.AdcScale;

/** One variable's numbers as a record; integers have no missing code. */
final class MatRecord implements SignalRecord {

  private final MatLayout layout;
  private final MatArray.Numbers numbers;
  private final List<Channel> channels;
  private final List<String> notes;
  private final List<RecordFault> faults;
  private final int length;
  private int given;

  private MatRecord(
      MatLayout layout,
      MatArray.Numbers numbers,
      List<Channel> channels,
      List<String> notes,
      List<RecordFault> faults) {
    this.layout = layout;
    this.numbers = numbers;
    this.channels = channels;
    this.notes = notes;
    this.faults = faults;
    this.length = layout.rows() == MatLayout.Rows.CHANNELS ? numbers.columns() : numbers.rows();
  }

  /**
   * @param record which element of the variable's struct array; 0 if it is none
   */
  static MatRecord of(MatVariables variables, MatLayout layout, int record) {
    MatArray found = variables.get(layout.variable(), record);
    if (!(found instanceof MatArray.Numbers numbers)) {
      throw variables.malformed(
          layout.variable(),
          "%s; a matrix of real numbers or integers is read".formatted(found.described()));
    }
    if (numbers.dimensions().size() != 2) {
      throw variables.malformed(
          layout.variable(),
          "%s; a matrix of two axes is read, so save each record of it as a matrix of its own"
              .formatted(numbers.described()));
    }
    int count = layout.rows() == MatLayout.Rows.CHANNELS ? numbers.rows() : numbers.columns();
    if (count != layout.channels().size()) {
      throw variables.malformed(
          layout.variable(),
          "%d × %d, so %d channels where the corpus names %d"
              .formatted(numbers.rows(), numbers.columns(), count, layout.channels().size()));
    }
    boolean isWide =
        !numbers.isReal()
            && (numbers.type() == MatType.UINT32
                || numbers.type() == MatType.INT64
                || numbers.type() == MatType.UINT64);
    if (isWide) {
      throw variables.malformed(
          layout.variable(),
          "integers of type %s; those of 32 bits with a sign and narrower are read, save as double"
              .formatted(numbers.type()));
    }
    AdcScale scale = new AdcScale(layout.gain(), layout.baseline(), layout.unit());
    List<Channel> channels = new ArrayList<>();
    for (String name : layout.channels()) {
      channels.add(
          numbers.isReal()
              ? Channel.ofFloats(name, layout.fs(), scale)
              : Channel.ofIntegers(name, layout.fs(), scale, Integer.MIN_VALUE));
    }
    RecordFaults faults = new RecordFaults();
    List<String> notes = new ArrayList<>();
    for (String note : layout.notes()) {
      try {
        notes.add(note + ": " + text(variables.get(note, record)));
      } catch (MalformedFileException e) {
        faults.add(RecordFault.of(RecordFault.Part.NOTES, e));
      }
    }
    return new MatRecord(layout, numbers, channels, notes, faults.list());
  }

  private static String text(MatArray value) {
    if (value instanceof MatArray.Text text) {
      return text.text();
    }
    if (value instanceof MatArray.Numbers numbers
        && numbers.dimensions().stream().allMatch(length -> length == 1)) {
      double number = numbers.at(0, 0);
      return number == Math.rint(number) && Math.abs(number) < 1e15
          ? Long.toString((long) number)
          : Double.toString(number);
    }
    return "";
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
  public List<String> notes() {
    return notes;
  }

  @Override
  public List<RecordFault> faults() {
    return faults;
  }

  @Override
  public List<SignalChunk> read(int maxSamples) {
    int count = Math.min(maxSamples, length - given);
    List<SignalChunk> chunks = new ArrayList<>();
    for (int c = 0; c < channels.size() && count > 0; c++) {
      int[] samples = new int[count];
      for (int i = 0; i < count; i++) {
        double number =
            layout.rows() == MatLayout.Rows.CHANNELS
                ? numbers.at(c, given + i)
                : numbers.at(given + i, c);
        samples[i] = numbers.isReal() ? Channel.floatBits(number) : (int) number;
      }
      chunks.add(new SignalChunk(c, channels.get(c), given, samples));
    }
    given += count;
    return chunks;
  }

  @Override
  public long length() {
    return length;
  }

  @Override
  public void close() {}
}
