package org.purkinje.biosignal.csv;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.purkinje.biosignal.recording.RecordFolder;

/**
 * A table of texts, row by row: plain or gzipped, quoted as RFC 4180 says; empty lines are none.
 */
public final class CsvRows implements Closeable {

  private final CsvCells cells;
  private boolean isOver;

  private CsvRows(CsvCells cells) {
    this.cells = cells;
  }

  /**
   * @param line the row's first, from 1 on
   * @param cells without blanks around them
   */
  public record Row(long line, List<String> cells) {}

  public static CsvRows open(RecordFolder folder, String fileName) throws IOException {
    return new CsvRows(CsvCells.open(folder, fileName, ','));
  }

  /**
   * @return empty at the end of the file
   * @throws org.purkinje.biosignal.MalformedFileException if the file is damaged
   */
  public Optional<Row> next() throws IOException {
    while (!isOver) {
      List<String> row = new ArrayList<>();
      CsvCells.End end = CsvCells.End.CELL;
      while (end == CsvCells.End.CELL) {
        end = cells.next();
        row.add(cells.text());
      }
      isOver = end == CsvCells.End.FILE;
      if (row.size() > 1 || !row.get(0).isEmpty()) {
        return Optional.of(new Row(cells.line(), row));
      }
    }
    return Optional.empty();
  }

  @Override
  public void close() throws IOException {
    cells.close();
  }
}
