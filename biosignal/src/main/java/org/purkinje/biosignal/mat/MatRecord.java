package org.purkinje.biosignal.mat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.purkinje.biosignal.MalformedFileException;
import org.purkinje.biosignal.recording.Channel;
import org.purkinje.biosignal.recording.SignalChunk;
import org.purkinje.biosignal.recording.SignalRecord;
import org.purkinje.biosignal.signal.AdcScale;

/** One variable's numbers as a record; integers have no missing code. */
final class MatRecord implements SignalRecord {

  private final MatLayout layout;
  private final MatArray.Numbers numbers;
  private final List<Channel> channels;
  private final List<String> notes;
  private final int length;
  private int given;

  private MatRecord(
      MatLayout layout, MatArray.Numbers numbers, List<Channel> channels, List<String> notes) {
    this.layout = layout;
    this.numbers = numbers;
    this.channels = channels;
    this.notes = notes;
    this.length = layout.rows() == MatLayout.Rows.CHANNELS ? numbers.columns() : numbers.rows();
  }

  static MatRecord of(String source, Map<String, MatArray> variables, MatLayout layout) {
    MatArray found = find(source, variables, layout.variable());
    if (!(found instanceof MatArray.Numbers numbers)) {
      throw new MalformedFileException(
          source, "variable " + layout.variable(), "must be a matrix of numbers, got " + found);
    }
    int count = layout.rows() == MatLayout.Rows.CHANNELS ? numbers.rows() : numbers.columns();
    if (count != layout.channels().size()) {
      throw new MalformedFileException(
          source,
          "variable " + layout.variable(),
          "must have %d channels, got %d × %d"
              .formatted(layout.channels().size(), numbers.rows(), numbers.columns()));
    }
    boolean isWide =
        !numbers.isReal()
            && (numbers.type() == MatType.UINT32
                || numbers.type() == MatType.INT64
                || numbers.type() == MatType.UINT64);
    if (isWide) {
      throw new MalformedFileException(
          source,
          "variable " + layout.variable(),
          "must be integers of 32 bits with a sign or narrower, got " + numbers.type());
    }
    AdcScale scale = new AdcScale(layout.gain(), layout.baseline(), layout.unit());
    List<Channel> channels = new ArrayList<>();
    for (String name : layout.channels()) {
      channels.add(
          numbers.isReal()
              ? Channel.ofFloats(name, layout.fs(), scale)
              : Channel.ofIntegers(name, layout.fs(), scale, Integer.MIN_VALUE));
    }
    List<String> notes = new ArrayList<>();
    for (String note : layout.notes()) {
      notes.add(note + ": " + text(find(source, variables, note)));
    }
    return new MatRecord(layout, numbers, channels, notes);
  }

  private static MatArray find(String source, Map<String, MatArray> variables, String path) {
    Map<String, MatArray> at = variables;
    MatArray found = new MatArray.Struct(variables);
    for (String name : path.split("\\.", -1)) {
      if (!at.containsKey(name)) {
        throw new MalformedFileException(
            source,
            "variable " + path,
            "must be there, got only: " + String.join(", ", at.keySet()));
      }
      found = at.get(name);
      at = found instanceof MatArray.Struct struct ? struct.fields() : Map.of();
    }
    return found;
  }

  private static String text(MatArray value) {
    if (value instanceof MatArray.Text text) {
      return text.text();
    }
    if (value instanceof MatArray.Numbers numbers && numbers.rows() * numbers.columns() == 1) {
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
