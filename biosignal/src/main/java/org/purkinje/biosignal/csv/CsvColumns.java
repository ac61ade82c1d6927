package org.purkinje.biosignal.csv;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.purkinje.biosignal.recording.Channel;
import org.purkinje.biosignal.signal.AdcScale;

/** The columns of a file whose lines are samples. */
final class CsvColumns {

  private static final int MAX_COLUMNS = 10_000;

  private final int clock;
  private final boolean[] isChannel;
  private final List<CsvLayout.Column> channels = new ArrayList<>();

  private CsvColumns(CsvLayout layout, List<String> names) {
    clock = layout.clock().column().isEmpty() ? -1 : names.indexOf(layout.clock().column());
    isChannel = new boolean[names.size()];
    int unnamed = 0;
    for (int place = 0; place < isChannel.length; place++) {
      if (place == clock) {
        continue;
      }
      CsvLayout.Column described =
          layout.header() ? described(layout, names.get(place)) : layout.channels().get(unnamed++);
      isChannel[place] = !layout.channels().contains(described) || !described.isLeftOut();
      if (isChannel[place]) {
        channels.add(described);
      }
    }
  }

  private static CsvLayout.Column described(CsvLayout layout, String name) {
    return layout.channels().stream()
        .filter(column -> column.column().equals(name))
        .findFirst()
        .orElse(new CsvLayout.Column(name, name, ""));
  }

  /** Reads the header, where there is one. */
  static CsvColumns read(CsvCells cells, CsvLayout layout) throws IOException {
    List<String> names = layout.header() ? header(cells) : numbers(layout);
    List<String> wanted = new ArrayList<>(List.of(layout.clock().column()));
    if (layout.header()) {
      layout.channels().forEach(column -> wanted.add(column.column()));
    }
    for (String column : wanted) {
      long found = names.stream().filter(column::equals).count();
      if (!column.isEmpty() && found != 1) {
        throw cells.malformed(
            "column %s found %s among %s"
                .formatted(
                    column, found == 0 ? "nowhere" : found + " times", String.join(", ", names)));
      }
    }
    CsvColumns columns = new CsvColumns(layout, names);
    if (columns.channels.isEmpty()) {
      throw cells.malformed(
          "no column is a channel: of %s one is the clock and the others are left out"
              .formatted(String.join(", ", names)));
    }
    return columns;
  }

  private static List<String> header(CsvCells cells) throws IOException {
    List<String> names = new ArrayList<>();
    CsvCells.End end = CsvCells.End.CELL;
    while (end == CsvCells.End.CELL) {
      end = cells.next();
      names.add(cells.text());
      if (names.size() > MAX_COLUMNS) {
        throw cells.malformed(
            "header of more than 10,000 columns; is it a header, and is the separator right?");
      }
    }
    return names;
  }

  private static List<String> numbers(CsvLayout layout) {
    List<String> names = new ArrayList<>();
    int count = layout.channels().size() + (layout.clock().column().isEmpty() ? 0 : 1);
    for (int i = 0; i < count; i++) {
      names.add(Integer.toString(i));
    }
    return names;
  }

  void skipHeader(CsvCells cells, CsvLayout layout) throws IOException {
    if (layout.header()) {
      read(cells, layout);
    }
  }

  int count() {
    return isChannel.length;
  }

  /** Place of the clock; -1 if there is none. */
  int clock() {
    return clock;
  }

  /** Whether the column at a place becomes a channel. */
  boolean isChannel(int place) {
    return isChannel[place];
  }

  /** The channels in the columns' order. */
  List<Channel> channels(double fs) {
    return channels.stream()
        .map(column -> Channel.ofFloats(column.name(), fs, new AdcScale(1, 0, column.unit())))
        .toList();
  }

  /**
   * Reads the numbers of the next line.
   *
   * @param row receives them, shape [columns]; columns left out keep what is there
   * @return false at the end of the file
   */
  boolean readLine(CsvCells cells, double[] row) throws IOException {
    CsvCells.End end = cells.next();
    boolean isMissing = row.length == 1 && cells.takesEmpty() && end == CsvCells.End.LINE;
    if (cells.isEmpty() && end != CsvCells.End.CELL && !isMissing) {
      requireEmpty(cells, end);
      return false;
    }
    int count = 0;
    while (true) {
      if (count < row.length) {
        if (isChannel[count] || count == clock) {
          row[count] = cells.number();
        }
      } else if (!cells.isEmpty()) {
        throw cells.malformed("line of more than %d cells".formatted(row.length));
      }
      count++;
      if (end != CsvCells.End.CELL) {
        break;
      }
      end = cells.next();
    }
    if (count < row.length) {
      throw cells.malformed(
          "line of %d cells where %d are needed; the file may be cut off"
              .formatted(count, row.length));
    }
    return true;
  }

  private static void requireEmpty(CsvCells cells, CsvCells.End last) throws IOException {
    CsvCells.End end = last;
    while (end != CsvCells.End.FILE) {
      end = cells.next();
      if (!cells.isEmpty() || end == CsvCells.End.CELL) {
        throw cells.malformed(
            "a line with cells behind an empty one; lines may be empty at the file's end only");
      }
    }
  }
}
