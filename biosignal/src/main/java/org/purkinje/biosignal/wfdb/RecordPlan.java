package org.purkinje.biosignal.wfdb;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.purkinje.biosignal.MalformedFileException;
import org.purkinje.biosignal.recording.RecordFolder;
import org.purkinje.biosignal.recording.StoredName;

/**
 * A record's channels and the segments in which they lie, every header read and compared with the
 * others.
 *
 * @param signals the channels; in a record of variable layout, each as the first segment that holds
 *     it describes it, since layouts state other gains than segments
 */
record RecordPlan(List<WfdbSignal> signals, List<RecordSegment> segments) {

  private static final String GAP = "~";

  static RecordPlan of(RecordFolder folder, WfdbHeader record) throws IOException {
    List<WfdbSegment> lines = record.segments();
    checkLength(folder, record);
    boolean variable = lines.get(0).frames() == 0;
    List<WfdbSignal> layout = header(folder, record, lines.get(0)).signals();
    List<RecordSegment> segments = new ArrayList<>();
    for (WfdbSegment line : lines.subList(variable ? 1 : 0, lines.size())) {
      if (line.recordName().equals(GAP)) {
        segments.add(RecordSegment.gap(line.frames(), layout.size()));
      } else {
        WfdbHeader header = header(folder, record, line);
        checkSegment(folder, record, line, header);
        List<Integer> signals =
            variable
                ? byName(folder, layout, header)
                : RecordSegment.whole(line.frames(), header).signals();
        checkSignals(folder, layout, header, signals);
        segments.add(new RecordSegment(line.frames(), Optional.of(header), signals));
      }
    }
    return new RecordPlan(described(layout, segments), segments);
  }

  private static void checkLength(RecordFolder folder, WfdbHeader record) {
    long sum = record.segments().stream().mapToLong(WfdbSegment::frames).sum();
    if (record.frames().isPresent() && record.frames().getAsLong() != sum) {
      throw new MalformedFileException(
          folder.describe(record.name() + ".hea"),
          "record line",
          "length must be the sum %d of the segments' lengths, got %d"
              .formatted(sum, record.frames().getAsLong()));
    }
  }

  private static WfdbHeader header(RecordFolder folder, WfdbHeader record, WfdbSegment line)
      throws IOException {
    String file = StoredName.of(folder, line.recordName() + WfdbHeader.EXTENSION);
    if (line.recordName().equals(GAP) || !folder.exists(file)) {
      throw new MalformedFileException(
          folder.describe(record.name() + ".hea"),
          "segment " + line.recordName(),
          "header %s absent; download it again".formatted(file));
    }
    return WfdbHeaderReader.readFile(folder, file);
  }

  private static void checkSegment(
      RecordFolder folder, WfdbHeader record, WfdbSegment line, WfdbHeader header) {
    String source = folder.describe(line.recordName() + ".hea");
    if (!header.segments().isEmpty()) {
      throw new MalformedFileException(
          source, "record line", "a segment must have no segments of its own");
    }
    if (header.fs() != record.fs()) {
      throw new MalformedFileException(
          source,
          "record line",
          "segment must have the record's %s frames per second, got %s"
              .formatted(HeaderNumber.text(record.fs()), HeaderNumber.text(header.fs())));
    }
    if (header.frames().orElse(line.frames()) != line.frames()) {
      throw new MalformedFileException(
          source,
          "record line",
          "segment must have the %d frames that %s.hea gives it, got %d"
              .formatted(line.frames(), record.name(), header.frames().getAsLong()));
    }
  }

  /** Each channel's signal of the same description; of the same ones the first, then the next. */
  private static List<Integer> byName(
      RecordFolder folder, List<WfdbSignal> layout, WfdbHeader header) {
    List<String> names =
        new ArrayList<>(header.signals().stream().map(WfdbSignal::description).toList());
    List<Integer> signals = new ArrayList<>();
    for (WfdbSignal channel : layout) {
      int signal = names.indexOf(channel.description());
      signals.add(signal);
      if (signal >= 0) {
        names.set(signal, "");
      }
    }
    names.stream()
        .filter(name -> !name.isEmpty())
        .findFirst()
        .ifPresent(
            name -> {
              throw new MalformedFileException(
                  folder.describe(header.name() + ".hea"),
                  "signal " + name,
                  "not among the signals of the layout segment");
            });
    return signals;
  }

  private static void checkSignals(
      RecordFolder folder, List<WfdbSignal> layout, WfdbHeader header, List<Integer> signals) {
    String source = folder.describe(header.name() + ".hea");
    if (signals.size() != layout.size()) {
      throw new MalformedFileException(
          source,
          "record line",
          "segment must have as many signals as the first, %d, got %d"
              .formatted(layout.size(), signals.size()));
    }
    for (int c = 0; c < layout.size(); c++) {
      int expected = layout.get(c).samplesPerFrame();
      int signal = signals.get(c);
      if (signal != RecordSegment.ABSENT
          && header.signals().get(signal).samplesPerFrame() != expected) {
        throw new MalformedFileException(
            source,
            "signal " + signal,
            "signal must have the record's %d samples per frame, got %d"
                .formatted(expected, header.signals().get(signal).samplesPerFrame()));
      }
    }
  }

  private static List<WfdbSignal> described(List<WfdbSignal> layout, List<RecordSegment> segments) {
    List<WfdbSignal> signals = new ArrayList<>();
    for (int c = 0; c < layout.size(); c++) {
      int channel = c;
      signals.add(
          segments.stream()
              .flatMap(segment -> segment.signal(channel).stream())
              .findFirst()
              .orElse(layout.get(c)));
    }
    return signals;
  }
}
