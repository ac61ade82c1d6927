package org.purkinje.ingest.overlap;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_distinct;
import static org.apache.spark.sql.functions.element_at;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.filter;
import static org.apache.spark.sql.functions.first;
import static org.apache.spark.sql.functions.floor;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max_by;
import static org.apache.spark.sql.functions.sort_array;
import static org.apache.spark.sql.functions.struct;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.purkinje.biosignal.signal.SignalKind;

/**
 * Pairs records that hold a part of the same waveform, by {@link WaveformAnchors}.
 *
 * <p>Two channels share a part if anchors of one hash lie one offset apart in {@value #MIN_SECONDS}
 * different seconds or more. An anchor that a channel has twice does not count. Channels of
 * different sampling frequency share none. As in {@link Overlaps}, records are paired with the
 * first one of each hash alone.
 */
final class SharedAnchors {

  /** Of channels of different persons in the real sample, none had more than 1. */
  private static final int MIN_SECONDS = 3;

  private SharedAnchors() {}

  /**
   * {@code first, other, n_anchored, offset_s}: how many channels share a part, and where the other
   * record begins in the first.
   *
   * @param signals rows of {@code signals}
   */
  static Dataset<Row> in(Dataset<Row> signals) {
    return pairs(distinctive(signals))
        .withColumn("offset", col("a.sample").minus(col("b.sample")))
        .groupBy("a.id", "b.id", "a.channel", "b.channel", "a.fs_hz", "offset")
        .agg(count_distinct(floor(col("a.sample").divide(col("a.fs_hz")))).as("seconds"))
        .toDF("first", "other", "channel", "other_channel", "fs_hz", "offset", "seconds")
        .where(col("seconds").geq(MIN_SECONDS))
        .groupBy("first", "other")
        .agg(
            least(count_distinct(col("channel")), count_distinct(col("other_channel")))
                .as("n_anchored"),
            max_by(
                    col("offset").divide(col("fs_hz")),
                    struct("seconds", "channel", "other_channel", "offset"))
                .as("offset_s"));
  }

  /**
   * {@code a, b}: an anchor of the first record that has a hash, and one of another that has it.
   */
  private static Dataset<Row> pairs(Dataset<Row> anchors) {
    return anchors
        .groupBy("hash")
        .agg(sort_array(collect_list(struct("id", "channel", "fs_hz", "sample"))).as("places"))
        .withColumn("first", element_at(col("places"), 1).getField("id"))
        .where(element_at(col("places"), -1).getField("id").notEqual(col("first")))
        .withColumn(
            "a",
            explode(filter(col("places"), place -> place.getField("id").equalTo(col("first")))))
        .withColumn(
            "b",
            explode(filter(col("places"), place -> place.getField("id").notEqual(col("first")))))
        .select("a", "b");
  }

  /** {@code hash, id, channel, fs_hz, sample} of the anchors that their channel has once. */
  private static Dataset<Row> distinctive(Dataset<Row> signals) {
    Dataset<Row> sorted =
        signals
            .where(col("kind").notEqual(SignalKind.TIME.label()))
            .repartition(col("corpus"), col("record"))
            .sortWithinPartitions("corpus", "record", "channel", "start_sample");
    return signals
        .sparkSession()
        .createDataFrame(sorted.toJavaRDD().mapPartitions(AnchorRows::new), AnchorRows.SCHEMA)
        .groupBy(struct("corpus", "record").as("id"), col("channel"), col("fs_hz"), col("hash"))
        .agg(count(lit(1)).as("times"), first("sample").as("sample"))
        .where(col("times").equalTo(1));
  }
}
