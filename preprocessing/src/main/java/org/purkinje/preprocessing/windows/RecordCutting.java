package org.purkinje.preprocessing.windows;

import java.io.Serializable;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;

/** Cuts one record into windows. */
interface RecordCutting extends Serializable {

  /**
   * @param rows of {@code signals} of one record with what {@code records} says of it, sorted by
   *     channel and start
   * @return every window that begins in it, or why there is none
   */
  Stream<CandidateWindow> cut(List<Row> rows);
}
