package org.purkinje.biosignal.hdf5;

import io.jhdf.api.Dataset;
import io.jhdf.api.Node;
import io.jhdf.object.datatype.DataType;
import io.jhdf.object.datatype.FixedPoint;
import io.jhdf.object.datatype.FloatingPoint;
import io.jhdf.object.datatype.Reference;
import java.lang.reflect.Array;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.purkinje.biosignal.MalformedFileException;
import org.purkinje.biosignal.recording.Channel;
import org.purkinje.biosignal.recording.RecordFault;
import org.purkinje.biosignal.recording.RecordFault.Part;
import org.purkinje.biosignal.recording.RecordFaults;
import org.purkinje.biosignal.recording.SampleType;
import org.purkinje.biosignal.recording.SignalChunk;
import org.purkinje.biosignal.recording.SignalRecord;
import org.purkinje.biosignal.signal.AdcScale;

/** One record of a file, read slice by slice. */
final class Hdf5Record implements SignalRecord {

  private final Hdf5Source source;
  private final Hdf5Layout layout;
  private final int index;
  private final List<Hdf5Signal> signals;
  private final RecordFaults faults;
  private final List<Channel> channels;
  private final double fs;
  private long from;
  private long to;
  private long given;

  private Hdf5Record(
      Hdf5Source source,
      Hdf5Layout layout,
      int index,
      List<Hdf5Signal> signals,
      RecordFaults faults,
      double fs) {
    this.source = source;
    this.layout = layout;
    this.index = index;
    this.signals = signals;
    this.faults = faults;
    this.channels = signals.stream().flatMap(signal -> signal.channels().stream()).toList();
    this.fs = fs;
    this.to = signals.get(0).length();
  }

  static Hdf5Record open(Hdf5Source source, Hdf5Layout layout, int index) {
    List<Hdf5Signal> signals = new ArrayList<>();
    RecordFaults faults = new RecordFaults();
    double fs = layout.fs();
    for (Hdf5Layout.Source part : layout.sources()) {
      try {
        for (Dataset found : source.datasets(part.path())) {
          fs = layout.fsAttribute().isEmpty() ? fs : fs(source, found, layout.fsAttribute());
          add(source, layout, part, found, index, fs, signals, faults);
        }
      } catch (MalformedFileException e) {
        faults.add(RecordFault.of(Part.CHANNEL, e));
      }
    }
    if (signals.isEmpty()) {
      RecordFault first = faults.list().get(0);
      throw new MalformedFileException(first.source(), first.place(), first.problem());
    }
    for (Hdf5Signal signal : signals) {
      if (signal.length() != signals.get(0).length()) {
        throw source.malformed(
            signal.dataset().getPath(),
            "%d samples, but %s has %d; all datasets of a record need as many"
                .formatted(
                    signal.length(), signals.get(0).dataset().getPath(), signals.get(0).length()));
      }
    }
    Hdf5Record record = new Hdf5Record(source, layout, index, signals, faults, fs);
    if (layout.isPadded()) {
      record.stripPadding();
    }
    return record;
  }

  /** Adds the channels of a dataset, or why they cannot be used. */
  private static void add(
      Hdf5Source source,
      Hdf5Layout layout,
      Hdf5Layout.Source part,
      Dataset found,
      int index,
      double fs,
      List<Hdf5Signal> signals,
      RecordFaults faults) {
    try {
      Dataset samples = layout.cells() ? source.referred(found, index) : found;
      signals.add(signal(source, layout, part, samples, index, fs));
    } catch (MalformedFileException e) {
      faults.add(RecordFault.of(Part.CHANNEL, e));
    }
  }

  private static Hdf5Signal signal(
      Hdf5Source source,
      Hdf5Layout layout,
      Hdf5Layout.Source part,
      Dataset dataset,
      int index,
      double fs) {
    long[] shape = source.shape(dataset);
    int channelAxis = layout.axes().indexOf(Hdf5Layout.Axis.CHANNEL);
    int expected = Math.max(1, part.channels().size());
    if (shape.length != layout.axes().size()
        || (channelAxis >= 0 && shape[channelAxis] != expected)) {
      throw source.malformed(
          dataset.getPath(),
          "axes of the lengths %s; the corpus names %s, %d channels"
              .formatted(Arrays.toString(shape), layout.axes(), expected));
    }
    boolean isReal = isReal(source, dataset);
    source.requireSupported(dataset);
    AdcScale scale = new AdcScale(part.gain(), part.baseline(), part.unit());
    List<Channel> channels = new ArrayList<>();
    for (int c = 0; c < expected; c++) {
      String name =
          part.channels().isEmpty() ? name(source, dataset, part) : part.channels().get(c);
      channels.add(
          isReal
              ? Channel.ofFloats(name, fs, scale)
              : new Channel(name, fs, scale, SampleType.INTEGER, layout.missing()));
    }
    return new Hdf5Signal(
        source,
        dataset,
        source.written(dataset),
        layout.axes(),
        layout.axes().contains(Hdf5Layout.Axis.RECORD) ? index : 0,
        isReal,
        channels);
  }

  /** Whether a dataset holds real numbers; those that hold no plain numbers are refused. */
  private static boolean isReal(Hdf5Source source, Dataset dataset) {
    DataType type = dataset.getDataType();
    if (type instanceof Reference) {
      throw source.malformed(
          dataset.getPath(),
          "references, as MATLAB writes cells and struct arrays; where each is to a matrix,"
              + " describe them by cells: true");
    }
    List<Number> isEmpty = new ArrayList<>();
    Hdf5Source.flatten(source.own(dataset, "MATLAB_empty").orElse(null), isEmpty);
    if (!isEmpty.isEmpty() && isEmpty.get(0).intValue() != 0) {
      throw source.malformed(dataset.getPath(), "an empty matrix of MATLAB, without samples");
    }
    if (type instanceof FloatingPoint) {
      return true;
    }
    if (!(type instanceof FixedPoint) || source.javaType(dataset) == BigInteger.class) {
      throw source.malformed(
          dataset.getPath(),
          "values of type %s; integers of up to 64 bits with a sign and real numbers are read"
              .formatted(
                  type instanceof FixedPoint
                      ? "64-bit integer without a sign"
                      : type.getClass().getSimpleName()));
    }
    return false;
  }

  private static String name(Hdf5Source source, Dataset dataset, Hdf5Layout.Source part) {
    return part.nameAttribute().isEmpty()
        ? dataset.getName()
        : source
            .attribute(dataset, part.nameAttribute())
            .map(Object::toString)
            .orElse(dataset.getName());
  }

  private static double fs(Hdf5Source source, Dataset dataset, String attribute) {
    List<Number> numbers = new ArrayList<>();
    Hdf5Source.flatten(source.attribute(dataset, attribute).orElse(null), numbers);
    double fs = numbers.isEmpty() ? Double.NaN : numbers.get(0).doubleValue();
    if (!(fs > 0) || !Double.isFinite(fs)) {
      throw source.malformed(
          dataset.getPath() + "@" + attribute,
          Double.isNaN(fs)
              ? "no sampling frequency"
              : "sampling frequency %s Hz, must be above 0 and finite".formatted(fs));
    }
    return fs;
  }

  private void stripPadding() {
    int count = Math.toIntExact(to);
    boolean[] hasSample = new boolean[count];
    for (Hdf5Signal signal : signals) {
      for (int[] samples : signal.read(0, count)) {
        for (int i = 0; i < count; i++) {
          // Zero as an integer and as a float have the same bits; so has minus zero but one.
          hasSample[i] |= (samples[i] & Integer.MAX_VALUE) != 0 && samples[i] != signal.missing();
        }
      }
    }
    while (from < to && !hasSample[(int) from]) {
      from++;
    }
    while (to > from && !hasSample[(int) to - 1]) {
      to--;
    }
    if (from == to) {
      throw source.malformed(
          signals.get(0).dataset().getPath(),
          "record %d holds nothing but zeros, which are padding, %d of them"
              .formatted(index, count));
    }
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
  public List<String> notes() {
    List<String> notes = new ArrayList<>();
    for (String note : layout.notes()) {
      int at = note.indexOf('@');
      String name = note.substring(Math.max(note.lastIndexOf('/'), at) + 1);
      String value = note(note, at);
      if (!value.isEmpty()) {
        notes.add(name + ": " + value);
      }
    }
    return notes;
  }

  private String note(String note, int at) {
    try {
      return at >= 0 ? attribute(note, at) : value(source.datasets(note).get(0));
    } catch (MalformedFileException e) {
      faults.add(RecordFault.of(Part.NOTES, e));
      return "";
    }
  }

  @Override
  public List<RecordFault> faults() {
    return faults.list();
  }

  private String attribute(String note, int at) {
    Node node = at == 0 ? signals.get(0).dataset() : source.node(note.substring(0, at));
    return source.attribute(node, note.substring(at + 1)).map(Hdf5Record::text).orElse("");
  }

  private String value(Dataset dataset) {
    if (layout.cells()) {
      return text(source.all(source.referred(dataset, index)));
    }
    Object all = source.all(dataset);
    boolean isList = all.getClass().isArray() && Array.getLength(all) > index;
    return text(isList ? Array.get(all, index) : all);
  }

  /** A number, a text, or MATLAB's text of 16-bit codes. */
  private static String text(Object value) {
    if (value instanceof String text) {
      return text.strip();
    }
    List<Number> numbers = new ArrayList<>();
    Hdf5Source.flatten(value, numbers);
    if (numbers.size() == 1 && value instanceof Number == false && isCode(value)) {
      return Character.toString((char) numbers.get(0).intValue());
    }
    if (numbers.size() == 1) {
      double number = numbers.get(0).doubleValue();
      return number == Math.rint(number) && Math.abs(number) < 1e15
          ? Long.toString((long) number)
          : Double.toString(number);
    }
    StringBuilder text = new StringBuilder();
    numbers.forEach(number -> text.append((char) number.intValue()));
    return text.toString().strip();
  }

  /** Whether an array holds 16-bit codes of characters, which the library widens to integers. */
  private static boolean isCode(Object value) {
    Object inner = value;
    while (inner.getClass().isArray() && Array.getLength(inner) > 0) {
      if (inner instanceof int[] || inner instanceof short[] || inner instanceof char[]) {
        return true;
      }
      inner = Array.get(inner, 0);
    }
    return false;
  }

  @Override
  public List<SignalChunk> read(int maxSamples) {
    int count = (int) Math.min(maxSamples, to - from);
    List<SignalChunk> chunks = new ArrayList<>();
    if (count == 0) {
      return chunks;
    }
    for (Hdf5Signal signal : signals) {
      for (int[] samples : signal.read(from, count)) {
        chunks.add(new SignalChunk(chunks.size(), channels.get(chunks.size()), given, samples));
      }
    }
    from += count;
    given += count;
    return chunks;
  }

  @Override
  public long length() {
    return given;
  }

  /** The file stays open for its other records. */
  @Override
  public void close() {}
}
