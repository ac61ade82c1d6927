package org.purkinje.biosignal.wfdb;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.purkinje.biosignal.MalformedFileException;
import org.purkinje.biosignal.recording.RecordFolder;

/** Reads {@code .hea} files: single-segment records whole, multi-segment ones as a segment list. */
public final class WfdbHeaderReader {

  private static final Pattern SEGMENT_NAME = Pattern.compile("[^/]+");

  private WfdbHeaderReader() {}

  /**
   * Reads {@code <record>.hea}.
   *
   * @param record file name without its ending
   * @throws MalformedFileException if a line breaks a rule of header(5)
   */
  public static WfdbHeader read(RecordFolder folder, String record) throws IOException {
    String fileName = record + ".hea";
    try (InputStream in = folder.open(fileName)) {
      return parse(folder.describe(fileName), text(in.readAllBytes()));
    }
  }

  /**
   * Reads a header from its text.
   *
   * @param source name of the header in error messages
   * @param text the header, its lines ended by LF or CRLF
   * @throws MalformedFileException if a line breaks a rule of header(5)
   */
  public static WfdbHeader parse(String source, String text) {
    List<HeaderLine> lines = new ArrayList<>();
    List<String> comments = new ArrayList<>();
    int number = 0;
    for (String line : (Iterable<String>) text.lines()::iterator) {
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
          source,
          "line 1",
          "header must have a record line, got none in %d lines".formatted(number));
    }
    RecordLine record = RecordLine.parse(lines.get(0));
    List<HeaderLine> rest = lines.subList(1, lines.size());
    List<WfdbSignal> signals = new ArrayList<>();
    List<WfdbSegment> segments = new ArrayList<>();
    if (record.segmentCount() > 0) {
      checkCount(source, "segment", record.segmentCount(), rest.size());
      rest.forEach(line -> segments.add(segment(line)));
    } else {
      checkCount(source, "signal", record.signalCount(), rest.size());
      rest.forEach(line -> signals.add(SignalLine.parse(line, record.name(), signals.size())));
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
        comments);
  }

  private static WfdbSegment segment(HeaderLine line) {
    line.match(1, SEGMENT_NAME, "segment name must be a record name");
    if (!line.has(2)) {
      throw line.broken(2, "segment length must be given, got nothing");
    }
    return new WfdbSegment(
        line.field(1), line.wholeNumber(2, "segment length", 0, Long.MAX_VALUE, 0));
  }

  private static void checkCount(String source, String what, int declared, int found) {
    if (declared != found) {
      throw new MalformedFileException(
          source,
          "record line",
          "as many %1$s lines must follow as declared, got %3$d for %2$d %1$ss"
              .formatted(what, declared, found));
    }
  }

  /** Headers are ASCII by the format page; units, descriptions and comments often are not. */
  private static String text(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException notUtf8) {
      return new String(bytes, StandardCharsets.ISO_8859_1);
    }
  }
}
