package org.purkinje.ingest.summary;

import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;

import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Counts of a group's channels of one sampling frequency.
 *
 * <p>Kept apart by sampling frequency, as whole numbers, so that hours do not depend on the order
 * in which Spark adds.
 */
record SampleCounts(long channels, long samples, long missing, long flat, long clipped) {

  /** By group, then by sampling frequency, Hz; both ascending. */
  static TreeMap<ChannelGroup, TreeMap<Double, SampleCounts>> byGroupAndFs(Dataset<Row> channels) {
    TreeMap<ChannelGroup, TreeMap<Double, SampleCounts>> counts = new TreeMap<>();
    channels
        .groupBy(ChannelGroup.columns("fs_hz"))
        .agg(
            count(lit(1)).as("channels"),
            sum("n_samples").as("samples"),
            sum("n_missing").as("missing"),
            sum("n_flat").as("flat"),
            sum("n_clipped").as("clipped"))
        .collectAsList()
        .forEach(
            row ->
                counts
                    .computeIfAbsent(ChannelGroup.of(row), group -> new TreeMap<>())
                    .put(row.getAs("fs_hz"), of(row)));
    return counts;
  }

  private static SampleCounts of(Row row) {
    return new SampleCounts(
        row.getAs("channels"),
        row.getAs("samples"),
        row.getAs("missing"),
        row.getAs("flat"),
        row.getAs("clipped"));
  }
}
