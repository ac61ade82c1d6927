package org.purkinje.biosignal.csv;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.zip.ZipException;
import org.purkinje.biosignal.MalformedFileException;
import org.purkinje.biosignal.recording.GzipMembers;
import org.purkinje.biosignal.recording.RecordFolder;

/** Takes a text apart cell by cell, keeping no more than one of them. */
final class CsvCells implements Closeable {

  /** What the last cell was followed by. */
  enum End {
    CELL,
    LINE,
    FILE
  }

  private static final int BUFFER_BYTES = 1 << 16;
  private static final int LONGEST_CELL = 1 << 10;
  private static final int EXACT_DIGITS = 15;
  private static final double[] TENS = new double[23];

  static {
    TENS[0] = 1;
    for (int i = 1; i < TENS.length; i++) {
      TENS[i] = TENS[i - 1] * 10;
    }
  }

  private final String source;
  private final InputStream in;
  private final byte separator;
  private final Set<String> missing;
  private final byte[] buffer = new byte[BUFFER_BYTES];
  private final byte[] cell = new byte[LONGEST_CELL];
  private int at;
  private int limit;
  private int length;
  private long line = 1;
  private long column;
  private End end = End.LINE;

  private CsvCells(String source, InputStream in, char separator, Set<String> missing) {
    this.source = source;
    this.in = in;
    this.separator = (byte) separator;
    this.missing = missing;
  }

  static CsvCells open(RecordFolder folder, String fileName, CsvLayout layout) throws IOException {
    String source = folder.describe(fileName);
    InputStream in = new BufferedInputStream(folder.open(fileName), BUFFER_BYTES);
    try {
      CsvCells cells =
          new CsvCells(
              source,
              fileName.endsWith(".gz") ? GzipMembers.open(in, BUFFER_BYTES) : in,
              layout.separator().charAt(0),
              Set.copyOf(layout.missing()));
      cells.skipMark();
      for (int i = 0; i < layout.skipLines(); i++) {
        cells.skipLine();
      }
      return cells;
    } catch (EOFException | ZipException e) {
      in.close();
      throw new MalformedFileException(
          source, "byte 0", "file must be gzipped, got " + e.getMessage());
    }
  }

  /** Goes on to the next cell and says what comes behind it. */
  End next() throws IOException {
    if (end == End.LINE && column > 0) {
      line++;
      column = 0;
    }
    column++;
    length = 0;
    for (int c = read(); ; c = read()) {
      if (c < 0) {
        end = End.FILE;
        break;
      }
      if (c == '\n') {
        end = End.LINE;
        break;
      }
      if (c == separator && !(separator == ' ' && length == 0)) {
        end = End.CELL;
        break;
      }
      if (c != '\r' && c != '"' && !(length == 0 && (c == ' ' || c == '\t'))) {
        if (length == LONGEST_CELL) {
          throw malformed("cell must be shorter than 1,024 characters, got a longer one");
        }
        cell[length++] = (byte) c;
      }
    }
    while (length > 0 && (cell[length - 1] == ' ' || cell[length - 1] == '\t')) {
      length--;
    }
    return end;
  }

  boolean isEmpty() {
    return length == 0;
  }

  /** Whether an empty cell stands for a missing number. */
  boolean takesEmpty() {
    return missing.contains("");
  }

  String text() {
    return new String(cell, 0, length, StandardCharsets.UTF_8);
  }

  long line() {
    return line;
  }

  /** The cell's number; NaN where it stands for a missing one. */
  double number() {
    long digits = 0;
    int count = 0;
    int scale = 0;
    boolean fraction = false;
    boolean plain = length > 0;
    int i = plain && (cell[0] == '-' || cell[0] == '+') ? 1 : 0;
    for (; i < length && plain; i++) {
      int c = cell[i];
      if (c >= '0' && c <= '9') {
        digits = digits * 10 + (c - '0');
        count += digits > 0 ? 1 : 0;
        scale += fraction ? 1 : 0;
        plain = count <= EXACT_DIGITS && scale < TENS.length;
      } else if (c == '.' && !fraction) {
        fraction = true;
      } else {
        plain = false;
      }
    }
    if (!plain || length == (cell[0] == '-' || cell[0] == '+' ? 1 : 0) + (fraction ? 1 : 0)) {
      return parsed();
    }
    // Both are exact, so their quotient is the nearest number.
    double number = digits / TENS[scale];
    return cell[0] == '-' ? -number : number;
  }

  private double parsed() {
    String text = text();
    if (missing.contains(text)) {
      return Double.NaN;
    }
    try {
      double number = Double.parseDouble(text);
      if (Double.isFinite(number) && !text.matches(".*[dDfFxX]")) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Refused below.
    }
    throw malformed("cell must be a number, got " + text);
  }

  MalformedFileException malformed(String problem) {
    return new MalformedFileException(
        source, "line %d, column %d".formatted(line, column), problem);
  }

  private void skipMark() throws IOException {
    fill();
    if (limit >= 3
        && buffer[0] == (byte) 0xEF
        && buffer[1] == (byte) 0xBB
        && buffer[2] == (byte) 0xBF) {
      at = 3;
    }
  }

  private void skipLine() throws IOException {
    int c = read();
    while (c >= 0 && c != '\n') {
      c = read();
    }
    line++;
  }

  private int read() throws IOException {
    if (at == limit && !fill()) {
      return -1;
    }
    return buffer[at++] & 0xFF;
  }

  private boolean fill() throws IOException {
    try {
      at = 0;
      limit = Math.max(0, in.read(buffer));
      return limit > 0;
    } catch (EOFException | ZipException e) {
      throw malformed(
          "file must be a whole gzip stream, got %s; it was truncated or damaged"
              .formatted(e.getMessage()));
    }
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
