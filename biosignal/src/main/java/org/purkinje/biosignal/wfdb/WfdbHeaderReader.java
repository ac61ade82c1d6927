package org.purkinje.biosignal.wfdb;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.purkinje.biosignal.MalformedFileException;
import org.purkinje.biosignal.recording.RecordFault.Part;
import org.purkinje.biosignal.recording.RecordFaults;
import org.purkinje.biosignal.recording.RecordFolder;
import org.purkinje.biosignal.text.FileText;

/** Reads {@code .hea} files: single-segment records whole, multi-segment ones as a segment list. */
public final class WfdbHeaderReader {

  /** What DOS programs write behind a text. */
  private static final char END_OF_TEXT = '\u001A';

  private static final Pattern SEGMENT_NAME = Pattern.compile("[^/]+");

  private WfdbHeaderReader() {}

  /**
   * Reads {@code <record>.hea}.
   *
   * @param record file name without its ending
   * @throws MalformedFileException if a line breaks a rule of header(5)
   */
  public static WfdbHeader read(RecordFolder folder, String record) throws IOException {
    return readFile(folder, record + WfdbHeader.EXTENSION);
  }

  /** Reads a header from the file that holds it. */
  static WfdbHeader readFile(RecordFolder folder, String fileName) throws IOException {
    try (InputStream in = folder.open(fileName)) {
      return parse(folder.describe(fileName), FileText.of(in.readAllBytes()));
    }
  }

  /**
   * Reads a header from its text.
   *
   * @param source name of the header in error messages
   * @param text the header, its lines ended by LF or CRLF; lines beyond those that its record line
   *     announces are not read, as header(5) allows
   * @throws MalformedFileException if a line breaks a rule of header(5)
   */
  public static WfdbHeader parse(String source, String text) {
    List<HeaderLine> lines = new ArrayList<>();
    List<String> comments = new ArrayList<>();
    int number = 0;
    int end = text.indexOf(END_OF_TEXT);
    String content = end < 0 ? text : text.substring(0, end);
    for (String line : (Iterable<String>) content.lines()::iterator) {
      number++;
      String stripped = line.strip();
      if (stripped.startsWith("#")) {
        comments.add(stripped.substring(1));
      } else if (!stripped.isEmpty()) {
        lines.add(new HeaderLine(source, number, line));
      }
    }
    if (lines.isEmpty()) {
      throw new MalformedFileException(
          source, "line 1", "no record line in %d lines; is it a header?".formatted(number));
    }
    RecordLine record = RecordLine.parse(lines.get(0));
    List<HeaderLine> rest = lines.subList(1, lines.size());
    List<WfdbSignal> signals = new ArrayList<>();
    List<WfdbSegment> segments = new ArrayList<>();
    RecordFaults faults = new RecordFaults();
    if (record.segmentCount() > 0) {
      announced(source, "segment", record.segmentCount(), rest, faults)
          .forEach(line -> segments.add(segment(line)));
    } else {
      for (HeaderLine line : announced(source, "signal", record.signalCount(), rest, faults)) {
        WfdbSignal signal = SignalLine.parse(line, record.name(), signals.size());
        if (signal.calibration() == Calibration.UNREADABLE) {
          faults.add(
              Part.CHANNEL,
              source,
              "signal %d (%s)".formatted(signals.size(), signal.description()),
              "ADC gain must read gain, gain(baseline) or gain/unit, got %s; channel left out"
                  .formatted(line.field(3)));
        }
        signals.add(signal);
      }
    }
    return new WfdbHeader(
        record.name(),
        record.signalCount(),
        record.fs(),
        record.counterFrequency(),
        record.baseCounter(),
        record.frames(),
        record.baseTime(),
        record.baseDate(),
        signals,
        segments,
        comments,
        faults.list());
  }

  private static WfdbSegment segment(HeaderLine line) {
    line.match(1, SEGMENT_NAME, "segment name must be a record name");
    if (!line.has(2)) {
      throw line.broken(2, "segment length must be given, got nothing");
    }
    return new WfdbSegment(
        line.field(1), line.wholeNumber(2, "segment length", 0, Long.MAX_VALUE, 0));
  }

  private static List<HeaderLine> announced(
      String source, String what, int declared, List<HeaderLine> found, RecordFaults faults) {
    if (found.size() < declared) {
      throw new MalformedFileException(
          source,
          "record line",
          "header has %2$d %1$s lines, its record line announces %3$d; the header was cut"
              .formatted(what, found.size(), declared));
    }
    if (found.size() > declared) {
      faults.add(
          Part.CHANNEL,
          source,
          "record line",
          "header has %2$d %1$s lines, its record line announces %3$d; the last %4$d not read"
              .formatted(what, found.size(), declared, found.size() - declared));
    }
    return found.subList(0, declared);
  }
}
