package org.purkinje.biosignal.csv;

import java.io.Closeable;
import java.io.IOException;
import java.util.Arrays;
import java.util.Set;
import org.purkinje.biosignal.MalformedFileException;
import org.purkinje.biosignal.recording.RecordFolder;
import org.purkinje.biosignal.text.StoredText;

/**
 * Takes a text apart cell by cell, keeping no more than one of them. Lines end in LF, CR LF or CR;
 * a cell that begins with a quotation mark ends with the next one that is not doubled.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc4180">RFC 4180</a>
 */
final class CsvCells implements Closeable {

  /** What the last cell was followed by. */
  enum End {
    CELL,
    LINE,
    FILE
  }

  private static final int MAX_CELL = 1 << 20;
  private static final int MAX_SHOWN = 40;

  private final TextInput in;
  private final int separator;
  private final byte decimal;
  private final Set<String> missing;
  private byte[] cell = new byte[64];
  private int length;
  private long line = 1;
  private long lines = 1;
  private long column;
  private End end = End.LINE;

  private CsvCells(TextInput in, int separator, char decimal, Set<String> missing) {
    this.in = in;
    this.separator = separator;
    this.decimal = (byte) decimal;
    this.missing = missing;
  }

  /** The cells of a file with samples, behind the lines to be skipped. */
  static CsvCells open(RecordFolder folder, String fileName, CsvLayout layout) throws IOException {
    CsvCells cells =
        new CsvCells(
            TextInput.open(folder, fileName),
            layout.separator().charAt(0),
            layout.decimal().charAt(0),
            Set.copyOf(layout.missing()));
    try {
      for (int i = 0; i < layout.skipLines(); i++) {
        cells.skipLine();
      }
      return cells;
    } catch (IOException | RuntimeException e) {
      cells.close();
      throw e;
    }
  }

  /** The cells of a table of texts. */
  static CsvCells open(RecordFolder folder, String fileName, char separator) throws IOException {
    return new CsvCells(TextInput.open(folder, fileName), separator, '.', Set.of());
  }

  /** Goes on to the next cell and says what comes behind it. */
  End next() throws IOException {
    if (end == End.LINE) {
      line = lines;
      column = 0;
    }
    column++;
    length = 0;
    int c = in.read();
    while ((c == ' ' || c == '\t') && (c != separator || c == ' ')) {
      c = in.read();
    }
    if (c == '"') {
      c = quoted();
    } else {
      while (c != separator && c != '\n' && c != '\r' && c >= 0) {
        add(c);
        c = in.read();
      }
    }
    while (length > 0 && (cell[length - 1] == ' ' || cell[length - 1] == '\t')) {
      length--;
    }
    end = endAt(c);
    return end;
  }

  /** Reads what stands between quotation marks; gives the character behind the cell. */
  private int quoted() throws IOException {
    while (true) {
      int c = in.read();
      if (c == '"') {
        c = in.read();
        if (c != '"') {
          return behindQuote(c);
        }
      } else if (c < 0) {
        throw malformed(
            "quotation mark opened but not closed before the end; the file was cut off, or the"
                + " mark stands alone");
      }
      if (c == '\n') {
        lines++;
      }
      add(c);
    }
  }

  private int behindQuote(int first) throws IOException {
    int c = first;
    while ((c == ' ' || c == '\t') && c != separator) {
      c = in.read();
    }
    if (c != separator && c != '\n' && c != '\r' && c >= 0) {
      throw malformed(
          "characters behind the closing quotation mark of \"%s\"; a mark inside a quoted cell is"
                  .formatted(shown())
              + " written twice");
    }
    return c;
  }

  private End endAt(int c) throws IOException {
    if (c < 0) {
      return End.FILE;
    }
    if (c == separator) {
      return End.CELL;
    }
    if (c == '\r') {
      in.skip('\n');
    }
    lines++;
    return End.LINE;
  }

  private void add(int c) {
    if (length == cell.length) {
      if (length == MAX_CELL) {
        throw malformed(
            "cell of more than 1,048,576 bytes, none behind \"%s\"; is the separator right?"
                .formatted(shown()));
      }
      cell = Arrays.copyOf(cell, 2 * length);
    }
    cell[length++] = (byte) c;
  }

  boolean isEmpty() {
    return length == 0;
  }

  /** Whether an empty cell stands for a missing number. */
  boolean takesEmpty() {
    return missing.contains("");
  }

  String text() {
    return StoredText.of(cell, 0, length);
  }

  private String shown() {
    String text = text();
    return text.length() > MAX_SHOWN ? text.substring(0, MAX_SHOWN) + "…" : text;
  }

  long line() {
    return line;
  }

  /** The cell's number; NaN where it stands for a missing one. */
  double number() {
    double plain = CellNumber.plain(cell, length, decimal);
    return Double.isNaN(plain) ? uncommon() : plain;
  }

  private double uncommon() {
    String text = text();
    if (missing.contains(text)) {
      return Double.NaN;
    }
    boolean isForeign = text.indexOf(decimal == '.' ? ',' : '.') >= 0;
    double number = isForeign ? Double.NaN : CellNumber.parsed(text.replace((char) decimal, '.'));
    if (!Double.isNaN(number)) {
      return number;
    }
    throw malformed(
        isForeign && text.matches("[-+0-9.,]+")
            ? "number \"%s\": the decimal sign of the corpus is '%c' (csv.decimal), and numbers with"
                    .formatted(shown(), (char) decimal)
                + " thousands separators are not read"
            : "number expected, got \"%s\"; name the word in csv.missing if it stands for no sample,"
                    .formatted(shown())
                + " or leave the column out by an empty name");
  }

  MalformedFileException malformed(String problem) {
    return new MalformedFileException(
        in.source(), "line %d, column %d".formatted(line, column), problem);
  }

  /** Passes over the rest of the line, whatever it holds; false at the end of the file. */
  boolean skipLine() throws IOException {
    int c = in.read();
    while (c != '\n' && c != '\r' && c >= 0) {
      c = in.read();
    }
    end = c < 0 ? End.FILE : End.LINE;
    if (c >= 0) {
      endAt(c);
      line = lines;
      column = 0;
    }
    return c >= 0;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
