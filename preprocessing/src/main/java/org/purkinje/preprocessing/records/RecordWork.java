package org.purkinje.preprocessing.records;

import java.io.Serializable;
import java.util.Iterator;
import java.util.function.Supplier;
import org.apache.spark.sql.Row;
import org.purkinje.jobsupport.table.Table;

/** What a job does with a record. */
public interface RecordWork extends Serializable {

  /** Where rows go. */
  interface RowWriter {
    void write(Table table, Row row);
  }

  /**
   * @param row what is known of the record, with the columns of {@link StoredRecords}
   * @param chunks rows of {@code signals} of the record, those of each channel in order of time;
   *     asked for at most once
   * @param rows takes the rows that the record makes
   * @throws java.io.UncheckedIOException if the chunks cannot be read
   */
  void work(Row row, Supplier<Iterator<Row>> chunks, RowWriter rows);
}
