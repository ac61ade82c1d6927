package org.purkinje.preprocessing.windows;

import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.iceberg.Table;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.util.LongAccumulator;
import org.jspecify.annotations.Nullable;
import org.purkinje.jobsupport.table.DataFileWriter;
import org.purkinje.jobsupport.table.DataFiles;
import org.purkinje.jobsupport.table.RejectsTable;
import org.purkinje.jobsupport.table.WindowFeaturesTable;
import org.purkinje.jobsupport.table.WindowRefusalsTable;
import org.purkinje.jobsupport.table.WindowsTable;

/**
 * Cuts a task's records: reads their chunks from the files, and writes files of {@code windows},
 * {@code window_features}, {@code rejects} and {@code window_refusals}, all in one pass over the
 * samples.
 *
 * @param windowSet that is cut
 * @param cutting what cuts a record
 * @param leftOut which records are not cut
 * @param signals Iceberg's own view of the table, as tasks may have it; so are the others
 * @param features null where nothing is measured
 * @param done counts the records
 */
record CutTask(
    String windowSet,
    RecordCutting cutting,
    LeftOut leftOut,
    Table signals,
    Table windows,
    @Nullable Table features,
    Table rejects,
    Table refusals,
    LongAccumulator done)
    implements FlatMapFunction<Iterator<Row>, CutTask.Written> {

  /** Files that a task wrote. */
  record Written(DataFiles windows, DataFiles features, DataFiles rejects, DataFiles refusals)
      implements Serializable {

    static final Written NOTHING =
        new Written(DataFiles.NONE, DataFiles.NONE, DataFiles.NONE, DataFiles.NONE);

    Written plus(Written other) {
      return new Written(
          windows.plus(other.windows),
          features.plus(other.features),
          rejects.plus(other.rejects),
          refusals.plus(other.refusals));
    }
  }

  /**
   * @param records rows of {@link ExpectedWindows} and {@link StoredRecords}, by file and place
   */
  @Override
  public Iterator<Written> call(Iterator<Row> records) throws IOException {
    List<Row> all = new ArrayList<>();
    records.forEachRemaining(all::add);
    Files files = new Files(this);
    boolean isWhole = false;
    try (ChunkSource source = new ChunkSource(signals, all)) {
      for (Row row : all) {
        cut(row, source, files);
        done.add(1);
      }
      files.close();
      isWhole = true;
    } finally {
      if (!isWhole) {
        files.abort();
      }
    }
    return List.of(files.written()).iterator();
  }

  private void cut(Row row, ChunkSource source, Files files) {
    Optional<Row> reject = leftOut.reject(row);
    if (reject.isPresent()) {
      files.rejects.write(reject.get());
      return;
    }
    StoredRecord record = StoredRecords.record(row);
    RefusalCounts counts = new RefusalCounts(windowSet, record);
    try (Stream<CandidateWindow> cut =
        cutting.cut(record, source.chunks(record, StoredRecords.places(row)))) {
      cut.peek(counts::add).forEach(files::write);
    }
    counts.rows().forEach(files.refusals::write);
  }

  /** The files that the task writes. */
  private static final class Files {

    private final DataFileWriter windows;
    private final @Nullable DataFileWriter features;
    private final DataFileWriter rejects;
    private final DataFileWriter refusals;

    Files(CutTask task) {
      this.windows = new DataFileWriter(task.windows, WindowsTable.TABLE.schema());
      this.features =
          task.features == null
              ? null
              : new DataFileWriter(task.features, WindowFeaturesTable.TABLE.schema());
      this.rejects = new DataFileWriter(task.rejects, RejectsTable.TABLE.schema());
      this.refusals = new DataFileWriter(task.refusals, WindowRefusalsTable.TABLE.schema());
    }

    void write(CandidateWindow candidate) {
      if (candidate.window() != null) {
        windows.write(candidate.window());
      }
      if (features != null) {
        candidate.features().forEach(features::write);
      }
      if (candidate.reject() != null) {
        rejects.write(candidate.reject());
      }
    }

    void close() throws IOException {
      windows.close();
      rejects.close();
      refusals.close();
      if (features != null) {
        features.close();
      }
    }

    void abort() {
      windows.abort();
      rejects.abort();
      refusals.abort();
      if (features != null) {
        features.abort();
      }
    }

    Written written() {
      return new Written(
          windows.files(),
          features == null ? DataFiles.NONE : features.files(),
          rejects.files(),
          refusals.files());
    }
  }
}
