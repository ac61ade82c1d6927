package org.purkinje.jobsupport.table;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.MetadataColumns;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.formats.FormatModelRegistry;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.io.CloseableIterator;
import org.apache.iceberg.types.Types;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.GenericRowWithSchema;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * Reads rows of one data file in the order in which they lie there, without a query of Spark's, so
 * that a task which knows where its rows lie needs no shuffle.
 */
public final class DataFileReader implements Iterator<Row>, Closeable {

  private final String file;
  private final StructType columns;
  private final CloseableIterator<Record> records;
  private long position = -1;

  /**
   * @param table of the file
   * @param file as the metadata column {@code _file} names it
   * @param columns of flat types that are read
   * @param rows groups of rows that hold none of these are passed over; others come too
   */
  public DataFileReader(Table table, String file, StructType columns, Expression rows) {
    this.file = file;
    this.columns = columns;
    List<Types.NestedField> fields = new ArrayList<>();
    for (String column : columns.fieldNames()) {
      fields.add(table.schema().findField(column));
    }
    fields.add(MetadataColumns.ROW_POSITION);
    try {
      CloseableIterable<Record> all =
          FormatModelRegistry.<Record, Object>readBuilder(
                  FileFormat.PARQUET, Record.class, table.io().newInputFile(file))
              .project(new Schema(fields))
              .filter(rows)
              .build();
      this.records = all.iterator();
    } catch (RuntimeException e) {
      throw unreadable(e);
    }
  }

  /** Where the row that came last lies, as the metadata column {@code _pos} counts; -1 before. */
  public long position() {
    return position;
  }

  @Override
  public boolean hasNext() {
    try {
      return records.hasNext();
    } catch (RuntimeException e) {
      throw unreadable(e);
    }
  }

  @Override
  public Row next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    try {
      Record record = records.next();
      @Nullable Object[] values = new Object[columns.size()];
      for (int i = 0; i < values.length; i++) {
        Object value = record.get(i);
        values[i] = value instanceof ByteBuffer bytes ? bytes(bytes) : value;
      }
      position = (Long) record.get(values.length);
      return new GenericRowWithSchema(values, columns);
    } catch (RuntimeException e) {
      throw unreadable(e);
    }
  }

  private static byte[] bytes(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.duplicate().get(bytes);
    return bytes;
  }

  private UncheckedIOException unreadable(RuntimeException e) {
    return new UncheckedIOException(
        "%s cannot be read: %s".formatted(file, e.getMessage()), new IOException(e));
  }

  @Override
  public void close() throws IOException {
    records.close();
  }
}
