package org.purkinje.preprocessing.records;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.TreeSet;
import org.apache.iceberg.Table;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.expressions.Expressions;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import org.purkinje.jobsupport.table.DataFileReader;
import org.purkinje.jobsupport.table.SignalsTable;

/**
 * Chunks of record after record, straight from the files of {@code signals}. A file stays open
 * where records follow each other in it.
 */
final class ChunkSource implements Closeable {

  private static final StructType COLUMNS =
      SignalsTable.columns(
          "corpus",
          "record",
          "channel",
          "name",
          "unit",
          "gain",
          "baseline",
          "sample_type",
          "missing_code",
          "start_sample",
          "n_samples",
          "bits",
          "samples");

  private final Table signals;
  private final Map<String, Expression> wanted = new HashMap<>();
  private @Nullable String file;
  private @Nullable DataFileReader reader;

  /**
   * @param records that will be asked for, with {@code parts} of {@link StoredRecords}
   */
  ChunkSource(Table signals, List<Row> records) {
    this.signals = signals;
    Map<String, TreeSet<String>> byFile = new HashMap<>();
    for (Row record : records) {
      for (StoredRecords.Place place : StoredRecords.places(record)) {
        byFile.computeIfAbsent(place.file(), name -> new TreeSet<>()).add(record.getAs("record"));
      }
    }
    byFile.forEach(
        (name, of) ->
            wanted.put(
                name,
                Expressions.and(
                    Expressions.greaterThanOrEqual("record", of.first()),
                    Expressions.lessThanOrEqual("record", of.last()))));
  }

  /**
   * The chunks of one record, in the order in which they lie; those asked for before end.
   *
   * @param places files, in order of time
   */
  Iterator<Row> chunks(StoredRecord record, List<StoredRecords.Place> places) {
    Iterator<StoredRecords.Place> left = places.iterator();
    return new Iterator<>() {
      private StoredRecords.@Nullable Place place;
      private @Nullable Row next = advance();

      @Override
      public boolean hasNext() {
        return next != null;
      }

      @Override
      public Row next() {
        Row found = next;
        if (found == null) {
          throw new NoSuchElementException();
        }
        next = advance();
        return found;
      }

      private @Nullable Row advance() {
        while (true) {
          if (place == null || reader == null || reader.position() >= place.last()) {
            if (!left.hasNext()) {
              return null;
            }
            place = left.next();
            open(place);
          }
          Row row = reader.next();
          if (row.getAs("record").equals(record.record())
              && row.getAs("corpus").equals(record.corpus())) {
            return row;
          }
        }
      }
    };
  }

  private void open(StoredRecords.Place place) {
    if (reader == null || !place.file().equals(file) || reader.position() >= place.first()) {
      close();
      file = place.file();
      reader =
          new DataFileReader(
              signals,
              place.file(),
              COLUMNS,
              wanted.getOrDefault(place.file(), Expressions.alwaysTrue()));
    }
  }

  @Override
  public void close() {
    try {
      if (reader != null) {
        reader.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be closed", e);
    } finally {
      reader = null;
    }
  }
}
