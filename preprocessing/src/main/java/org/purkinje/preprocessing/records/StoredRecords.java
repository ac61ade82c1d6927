package org.purkinje.preprocessing.records;

import static org.apache.spark.sql.functions.array_min;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.purkinje.biosignal.signal.SignalKind;

/**
 * Which channels records have and in which files of {@code signals} their chunks lie: a task reads
 * these itself, so that no sample goes through a shuffle.
 */
public final class StoredRecords {

  /** Chunks of one record in one file, from the first to the last row that holds one. */
  record Place(String file, long first, long last, long startSample) {}

  private StoredRecords() {}

  /**
   * A row for each record with chunks: {@code parts}, and of the first of them {@code file} and
   * {@code first_row}, by which records that lie side by side come side by side.
   *
   * @param signals of {@code signals}
   */
  static Dataset<Row> of(Dataset<Row> signals, RecordReading reading) {
    Dataset<Row> parts =
        signals
            .where(
                col("kind")
                    .isin(reading.kindLabels())
                    .or(col("kind").equalTo(SignalKind.TIME.label())))
            .groupBy(
                col("corpus"),
                col("record"),
                col("channel"),
                col("name"),
                col("kind"),
                col("lead"),
                col("unit"),
                col("fs_hz"),
                col("digital_sha256"),
                col("_file"))
            .agg(
                sum("n_samples").as("n"),
                min("_pos").as("first_row"),
                max("_pos").as("last_row"),
                min("start_sample").as("start_sample"));
    return parts
        .groupBy("corpus", "record")
        .agg(
            collect_list(
                    struct(
                        "_file",
                        "first_row",
                        "last_row",
                        "start_sample",
                        "channel",
                        "name",
                        "kind",
                        "lead",
                        "unit",
                        "fs_hz",
                        "digital_sha256",
                        "n"))
                .as("parts"))
        .withColumn("first_part", array_min(col("parts")))
        .withColumn("file", col("first_part._file"))
        .withColumn("first_row", col("first_part.first_row"))
        .drop("first_part");
  }

  /**
   * @param row with {@code parts}, and what {@code records} and {@code person_groups} say of it
   */
  public static StoredRecord record(Row row) {
    Map<Integer, StoredChannel> channels = new TreeMap<>();
    for (Row part : parts(row).toList()) {
      channels.merge(part.<Integer>getAs("channel"), channel(part), StoredChannel::plus);
    }
    return new StoredRecord(
        row.getAs("corpus"),
        row.getAs("record"),
        row.getAs("subject"),
        Person.of(row),
        row.getAs("alignment"),
        new ArrayList<>(channels.values()));
  }

  private static StoredChannel channel(Row part) {
    String name = part.getAs("name");
    return new StoredChannel(
        part.<Integer>getAs("channel"),
        name,
        SignalKind.ofLabel(part.getAs("kind")),
        StoredChannel.lead(Optional.ofNullable(part.getAs("lead")), name),
        part.getAs("unit"),
        part.<Double>getAs("fs_hz"),
        part.<Long>getAs("n"),
        part.getAs("digital_sha256"));
  }

  /** Where the record's chunks lie, in order of time. */
  static List<Place> places(Row row) {
    Map<String, Place> byFile = new LinkedHashMap<>();
    for (Row part : parts(row).toList()) {
      byFile.merge(
          part.getAs("_file"),
          new Place(
              part.getAs("_file"),
              part.<Long>getAs("first_row"),
              part.<Long>getAs("last_row"),
              part.<Long>getAs("start_sample")),
          (a, b) ->
              new Place(
                  a.file(),
                  Math.min(a.first(), b.first()),
                  Math.max(a.last(), b.last()),
                  Math.min(a.startSample(), b.startSample())));
    }
    return byFile.values().stream().sorted(Comparator.comparing(Place::startSample)).toList();
  }

  private static Stream<Row> parts(Row row) {
    return row.isNullAt(row.fieldIndex("parts"))
        ? Stream.empty()
        : row.<Row>getList(row.fieldIndex("parts")).stream();
  }
}
