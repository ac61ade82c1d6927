package org.purkinje.jobsupport.table;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.PartitionKey;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.GenericFileWriterFactory;
import org.apache.iceberg.data.GenericRecord;
import org.apache.iceberg.data.InternalRecordWrapper;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.io.FanoutDataWriter;
import org.apache.iceberg.io.OutputFileFactory;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scala.collection.JavaConverters;

/**
 * Writes rows into data files of a table, without a query of Spark's: on the driver, where planning
 * one costs several times what a handful of rows does, and within a task that makes rows of more
 * than one table. A commit ({@link Lake#replace(org.purkinje.jobsupport.table.Table, String,
 * DataFiles)}) makes the files part of the table; until then no reader sees them.
 */
public final class DataFileWriter implements Closeable {

  private static final Logger LOG = LoggerFactory.getLogger(DataFileWriter.class);

  private final Table table;
  private final StructType schema;
  private final FanoutDataWriter<Record> writer;
  private final PartitionKey partition;
  private final InternalRecordWrapper internal;
  private boolean isClosed;

  /**
   * @param table as {@link Lake#open} gives it, or a copy of that in a task
   * @param schema what the rows hold at which place; its columns are the table's, by name
   */
  public DataFileWriter(Table table, StructType schema) {
    this.table = table;
    this.schema = schema;
    this.writer =
        new FanoutDataWriter<>(
            new GenericFileWriterFactory.Builder(table)
                .dataFileFormat(FileFormat.PARQUET)
                .writerProperties(table.properties())
                .build(),
            OutputFileFactory.builderFor(table, 0, 0)
                .format(FileFormat.PARQUET)
                .operationId(UUID.randomUUID().toString())
                .build(),
            table.io(),
            Long.MAX_VALUE);
    this.partition = new PartitionKey(table.spec(), table.schema());
    this.internal = new InternalRecordWrapper(table.schema().asStruct());
  }

  /** A data file for each partition of the rows, none of them in the table yet. */
  static DataFiles write(Table table, StructType schema, List<Row> rows) {
    DataFileWriter files = new DataFileWriter(table, schema);
    try (files) {
      rows.forEach(files::write);
    } catch (IOException e) {
      throw new UncheckedIOException(table.name() + ": " + e.getMessage(), e);
    }
    return files.files();
  }

  public void write(Row row) {
    Record record = record(table.schema().asStruct(), schema, row);
    partition.partition(internal.wrap(record));
    writer.write(record, table.spec(), partition);
  }

  /** What was written, a data file for each partition of the rows; once it is closed. */
  public DataFiles files() {
    return new DataFiles(writer.result().dataFiles());
  }

  @Override
  public void close() throws IOException {
    if (!isClosed) {
      isClosed = true;
      writer.close();
    }
  }

  /** Deletes what was written, as far as the store lets it. */
  public void abort() {
    try {
      close();
      files().files().forEach(file -> table.io().deleteFile(file.location()));
    } catch (IOException | RuntimeException e) {
      LOG.warn("{}: files of a task that failed may lie in its folder", table.name(), e);
    }
  }

  private static Record record(Types.StructType type, StructType schema, Row row) {
    Record record = GenericRecord.create(type);
    for (int i = 0; i < schema.size(); i++) {
      StructField column = schema.apply(i);
      Types.NestedField field = type.field(column.name());
      Object value = value(field.type(), column.dataType(), row.get(i));
      if (value == null && field.isRequired()) {
        throw new IllegalArgumentException("column " + field.name() + " must have a value");
      }
      record.setField(field.name(), value);
    }
    return record;
  }

  /** Spark's value as Iceberg's generic rows hold it. */
  private static @Nullable Object value(Type type, DataType sparkType, @Nullable Object value) {
    if (value == null) {
      return null;
    }
    if (sparkType instanceof StructType struct) {
      return record(type.asStructType(), struct, (Row) value);
    }
    if (sparkType instanceof ArrayType array) {
      Type elementType = type.asListType().elementType();
      List<Object> list = new ArrayList<>();
      elements(value).forEach(each -> list.add(value(elementType, array.elementType(), each)));
      return list;
    }
    if (sparkType instanceof MapType map) {
      Types.MapType types = type.asMapType();
      Map<Object, Object> values = new HashMap<>();
      JavaConverters.mapAsJavaMap((scala.collection.Map<?, ?>) value)
          .forEach(
              (key, each) ->
                  values.put(
                      value(types.keyType(), map.keyType(), key),
                      value(types.valueType(), map.valueType(), each)));
      return values;
    }
    if (value instanceof Timestamp timestamp) {
      return timestamp.toInstant().atOffset(ZoneOffset.UTC);
    }
    if (value instanceof Instant instant) {
      return instant.atOffset(ZoneOffset.UTC);
    }
    return value instanceof byte[] bytes ? ByteBuffer.wrap(bytes) : value;
  }

  private static List<?> elements(Object value) {
    return value instanceof Object[] array
        ? Arrays.asList(array)
        : JavaConverters.seqAsJavaList((scala.collection.Seq<?>) value);
  }
}
