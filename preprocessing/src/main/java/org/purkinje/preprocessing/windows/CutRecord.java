package org.purkinje.preprocessing.windows;

import java.util.Iterator;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.purkinje.jobsupport.table.RejectsTable;
import org.purkinje.jobsupport.table.WindowFeaturesTable;
import org.purkinje.jobsupport.table.WindowRefusalsTable;
import org.purkinje.jobsupport.table.WindowsTable;
import org.purkinje.preprocessing.records.RecordWork;
import org.purkinje.preprocessing.records.StoredRecord;
import org.purkinje.preprocessing.records.StoredRecords;

/**
 * Cuts a record into rows of {@code windows}, {@code window_features}, {@code rejects} and {@code
 * window_refusals}.
 *
 * @param windowSet that is cut
 * @param cutting what cuts a record
 * @param leftOut which records are not cut; its rows are those of {@link ExpectedWindows}
 */
record CutRecord(String windowSet, RecordCutting cutting, LeftOut leftOut) implements RecordWork {

  @Override
  public void work(Row row, Supplier<Iterator<Row>> chunks, RowWriter rows) {
    Optional<Row> reject = leftOut.reject(row);
    if (reject.isPresent()) {
      rows.write(RejectsTable.TABLE, reject.get());
      return;
    }
    StoredRecord record = StoredRecords.record(row);
    RefusalCounts counts = new RefusalCounts(windowSet, record);
    try (Stream<CandidateWindow> cut = cutting.cut(record, chunks.get())) {
      cut.peek(counts::add).forEach(candidate -> write(candidate, rows));
    }
    counts.rows().forEach(refusals -> rows.write(WindowRefusalsTable.TABLE, refusals));
  }

  private static void write(CandidateWindow candidate, RowWriter rows) {
    if (candidate.window() != null) {
      rows.write(WindowsTable.TABLE, candidate.window());
    }
    candidate.features().forEach(features -> rows.write(WindowFeaturesTable.TABLE, features));
    if (candidate.reject() != null) {
      rows.write(RejectsTable.TABLE, candidate.reject());
    }
  }
}
