package org.purkinje.preprocessing.windows;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/** Gathers rows of {@code signals}, sorted by record, one record in memory at a time. */
final class RecordIterator implements Iterator<List<Row>> {

  private final Iterator<Row> rows;
  private @Nullable Row next;

  RecordIterator(Iterator<Row> rows) {
    this.rows = rows;
    advance();
  }

  @Override
  public boolean hasNext() {
    return next != null;
  }

  @Override
  public List<Row> next() {
    if (next == null) {
      throw new NoSuchElementException();
    }
    Row first = next;
    List<Row> record = new ArrayList<>();
    while (next != null && isOf(first, next)) {
      record.add(next);
      advance();
    }
    return record;
  }

  private void advance() {
    next = rows.hasNext() ? rows.next() : null;
  }

  private static boolean isOf(Row first, Row row) {
    return first.getAs("corpus").equals(row.getAs("corpus"))
        && first.getAs("record").equals(row.getAs("record"));
  }
}
