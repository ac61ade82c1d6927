package org.purkinje.preprocessing.records;

import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.iceberg.Table;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.LongAccumulator;
import org.purkinje.jobsupport.table.DataFileWriter;
import org.purkinje.jobsupport.table.DataFiles;

/**
 * Goes through a task's records: reads their chunks from the files, and writes files of the tables
 * that they make rows of, all in one pass over the samples.
 *
 * @param work what is done with a record
 * @param signals Iceberg's own view of the table, as tasks may have it; so are the outputs
 * @param outputs what is written
 * @param done counts the records
 */
record RecordTask(
    RecordWork work, Table signals, List<RecordTask.Output> outputs, LongAccumulator done)
    implements FlatMapFunction<Iterator<Row>, RecordTask.Written> {

  /** A table that rows are written to, by its name. */
  record Output(String name, StructType schema, Table table) implements Serializable {}

  /** Files that a task wrote, by table. */
  record Written(Map<String, DataFiles> files) implements Serializable {

    static final Written NOTHING = new Written(new HashMap<>());

    Written plus(Written other) {
      Map<String, DataFiles> all = new HashMap<>(files);
      other.files.forEach((table, more) -> all.merge(table, more, DataFiles::plus));
      return new Written(all);
    }

    DataFiles of(String table) {
      return files.getOrDefault(table, DataFiles.NONE);
    }
  }

  /**
   * @param records rows with the columns of {@link StoredRecords}, by file and place
   */
  @Override
  public Iterator<Written> call(Iterator<Row> records) throws IOException {
    List<Row> all = new ArrayList<>();
    records.forEachRemaining(all::add);
    Files files = new Files(outputs);
    boolean isWhole = false;
    try (ChunkSource source = new ChunkSource(signals, all)) {
      for (Row row : all) {
        Supplier<Iterator<Row>> chunks =
            () -> source.chunks(StoredRecords.record(row), StoredRecords.places(row));
        work.work(row, chunks, files);
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

  /** The files that the task writes. */
  private static final class Files implements RecordWork.RowWriter {

    private final Map<String, DataFileWriter> byTable = new LinkedHashMap<>();

    Files(List<Output> outputs) {
      for (Output output : outputs) {
        byTable.put(output.name(), new DataFileWriter(output.table(), output.schema()));
      }
    }

    @Override
    public void write(org.purkinje.jobsupport.table.Table table, Row row) {
      DataFileWriter writer = byTable.get(table.name());
      if (writer == null) {
        throw new IllegalStateException(
            "%s must be one of the outputs %s".formatted(table.name(), byTable.keySet()));
      }
      writer.write(row);
    }

    void close() throws IOException {
      for (DataFileWriter writer : byTable.values()) {
        writer.close();
      }
    }

    void abort() {
      byTable.values().forEach(DataFileWriter::abort);
    }

    Written written() {
      Map<String, DataFiles> files = new HashMap<>();
      byTable.forEach((table, writer) -> files.put(table, writer.files()));
      return new Written(files);
    }
  }
}
