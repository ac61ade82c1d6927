package org.purkinje.preprocessing.windows;

import java.io.Serializable;
import java.util.Iterator;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.purkinje.preprocessing.records.StoredRecord;

/** Cuts one record into windows. */
interface RecordCutting extends Serializable {

  /**
   * @param chunks rows of {@code signals} of the record, those of each channel in order of time
   * @return every window that begins in it, or why there is none
   * @throws java.io.UncheckedIOException if the chunks cannot be read
   */
  Stream<CandidateWindow> cut(StoredRecord record, Iterator<Row> chunks);
}
