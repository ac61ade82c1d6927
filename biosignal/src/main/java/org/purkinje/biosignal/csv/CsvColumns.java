package org.purkinje.biosignal.csv;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.purkinje.biosignal.recording.Channel;
import org.purkinje.biosignal.signal.AdcScale;

/**
 * The columns of a file whose lines are samples.
 *
 * @param names in order
 * @param clock place of the clock; -1 if there is none
 */
record CsvColumns(List<String> names, int clock) {

  private static final int MOST_COLUMNS = 10_000;

  /** Reads the header, where there is one. */
  static CsvColumns read(CsvCells cells, CsvLayout layout) throws IOException {
    List<String> names = new ArrayList<>();
    if (layout.header()) {
      CsvCells.End end = CsvCells.End.CELL;
      while (end == CsvCells.End.CELL) {
        end = cells.next();
        names.add(cells.text());
        if (names.size() > MOST_COLUMNS) {
          throw cells.malformed("header must name 10,000 columns or fewer, got more");
        }
      }
      for (CsvLayout.Column column : layout.channels()) {
        if (!column.column().isEmpty() && !names.contains(column.column())) {
          throw cells.malformed(
              "header must name the column %s, got %s"
                  .formatted(column.column(), String.join(", ", names)));
        }
      }
    } else {
      int count = layout.channels().size() + (layout.clock().column().isEmpty() ? 0 : 1);
      for (int i = 0; i < count; i++) {
        names.add(Integer.toString(i));
      }
    }
    String clock = layout.clock().column();
    if (!clock.isEmpty() && !names.contains(clock)) {
      throw cells.malformed(
          "the clock's column %s must be there, got %s".formatted(clock, String.join(", ", names)));
    }
    return new CsvColumns(names, clock.isEmpty() ? -1 : names.indexOf(clock));
  }

  void skipHeader(CsvCells cells, CsvLayout layout) throws IOException {
    if (layout.header()) {
      read(cells, layout);
    }
  }

  int count() {
    return names.size();
  }

  /** The channels in the columns' order, without the clock. */
  List<Channel> channels(CsvLayout layout, double fs) {
    List<Channel> channels = new ArrayList<>();
    int unnamed = 0;
    for (int i = 0; i < names.size(); i++) {
      if (i != clock) {
        CsvLayout.Column column =
            layout.header() ? known(layout, names.get(i)) : layout.channels().get(unnamed++);
        channels.add(Channel.ofFloats(column.name(), fs, new AdcScale(1, 0, column.unit())));
      }
    }
    return channels;
  }

  private static CsvLayout.Column known(CsvLayout layout, String name) {
    return layout.channels().stream()
        .filter(column -> column.column().equals(name))
        .findFirst()
        .orElse(new CsvLayout.Column(name, name, ""));
  }

  /**
   * Reads the numbers of the next line.
   *
   * @param row receives them, shape [columns]
   * @return false at the end of the file
   */
  boolean readLine(CsvCells cells, double[] row) throws IOException {
    CsvCells.End end = cells.next();
    boolean isMissing = row.length == 1 && cells.takesEmpty() && end == CsvCells.End.LINE;
    if (cells.isEmpty() && end != CsvCells.End.CELL && !isMissing) {
      while (end != CsvCells.End.FILE) {
        end = cells.next();
        if (!cells.isEmpty() || end == CsvCells.End.CELL) {
          throw cells.malformed("empty lines must stand at the file's end, got more behind one");
        }
      }
      return false;
    }
    int count = 0;
    while (true) {
      if (count < row.length) {
        row[count] = cells.number();
      } else if (!cells.isEmpty()) {
        throw cells.malformed("line must have %d cells, got more".formatted(row.length));
      }
      count++;
      if (end != CsvCells.End.CELL) {
        break;
      }
      end = cells.next();
    }
    if (count < row.length) {
      throw cells.malformed(
          "line must have %d cells, got %d; the file may be truncated"
              .formatted(row.length, count));
    }
    return true;
  }
}
