package org.purkinje.ingest.overlap;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_distinct;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.purkinje.jobsupport.table.OverlapsTable;

/**
 * Pairs records by the waveforms of their channels.
 *
 * <p>Two waveforms are the same if they agree in sampling frequency, in number of samples and in
 * all values: either the physical ones, so that a copy with another gain is found, or the stored
 * numbers, so that a copy whose header states a wrong gain is found too. Channels that tell nothing
 * do not count: without a value, flat from end to end, or shorter than a second.
 *
 * <p>Records of which a part is the same, such as excerpts and copies rounded to another gain, are
 * found by {@link SharedAnchors}. Resampled and filtered copies are not found.
 *
 * <p>The records of one waveform make a star and not a clique: each is paired with the first of
 * them, by corpus and name. So a waveform that n records share costs n - 1 pairs and not n² / 2,
 * and following the pairs still leads from each of them to all others.
 */
final class Overlaps {

  private static final double MIN_SECONDS = 1;
  private static final String PHYSICAL = "physical";
  private static final String STORED = "stored";

  private Overlaps() {}

  /**
   * Rows of {@link OverlapsTable}, ordered by their records.
   *
   * @param channels rows of {@code channels}
   * @param anchored what {@link SharedAnchors} finds in the signals of these channels
   * @param scope value of the first column of each row
   */
  static Dataset<Row> in(Dataset<Row> channels, Dataset<Row> anchored, String scope) {
    Dataset<Row> waveforms = waveforms(channels);
    Dataset<Row> records =
        channels
            .groupBy(struct("corpus", "record").as("id"))
            .agg(min("subject").as("subject"), count(lit(1)).as("n_channels"));
    Dataset<Row> rows =
        shared(pairs(waveforms), waveforms)
            .join(anchored, usingPair(), "full_outer")
            .na()
            .fill(0, new String[] {"n_shared", "n_physical", "n_anchored"})
            .join(renamed(records, "first", "subject", "n_first"), "first")
            .join(renamed(records, "other", "other_subject", "n_other"), "other")
            .select(
                lit(scope),
                col("first.corpus"),
                col("first.record"),
                col("subject"),
                col("other.corpus"),
                col("other.record"),
                col("other_subject"),
                col("n_shared").cast(DataTypes.IntegerType),
                least(col("n_first"), col("n_other")).cast(DataTypes.IntegerType),
                col("n_shared").minus(col("n_physical")).cast(DataTypes.IntegerType),
                col("first.corpus").equalTo(col("other.corpus")),
                col("n_anchored").cast(DataTypes.IntegerType),
                col("offset_s"))
            .orderBy("first", "other");
    return channels.sparkSession().createDataFrame(rows.javaRDD(), OverlapsTable.TABLE.schema());
  }

  private static String[] usingPair() {
    return new String[] {"first", "other"};
  }

  /** {@code id, channel, waveform}: two rows per channel that tells something. */
  private static Dataset<Row> waveforms(Dataset<Row> channels) {
    Column hashes =
        array(
            struct(lit(PHYSICAL).as("values"), col("waveform_hash").as("hash")),
            struct(lit(STORED).as("values"), col("digital_sha256").as("hash")));
    return channels
        .where(tellsSomething())
        .withColumn("hashed", explode(hashes))
        .select(
            struct("corpus", "record").as("id"),
            col("channel"),
            struct("hashed.values", "hashed.hash", "n_samples", "fs_hz").as("waveform"));
  }

  private static Column tellsSomething() {
    return col("n_samples")
        .geq(col("fs_hz").multiply(MIN_SECONDS))
        .and(col("least").lt(col("most")))
        .and(col("n_flat").plus(col("n_missing")).lt(col("n_samples")));
  }

  /** {@code first, other}: each record with the first one of each waveform that it has. */
  private static Dataset<Row> pairs(Dataset<Row> waveforms) {
    Dataset<Row> stars =
        waveforms
            .groupBy("waveform")
            .agg(min("id").as("first"), max("id").as("last"))
            .where(col("first").notEqual(col("last")));
    return waveforms
        .join(stars, "waveform")
        .where(col("id").notEqual(col("first")))
        .select(col("first"), col("id").as("other"))
        .distinct();
  }

  /** {@code first, other, n_shared, n_physical}: how many channels a pair has in common. */
  private static Dataset<Row> shared(Dataset<Row> pairs, Dataset<Row> waveforms) {
    Dataset<Row> ofOther =
        waveforms.select(
            col("id").as("other"), col("channel").as("other_channel"), col("waveform"));
    Column isPhysical = col("waveform.values").equalTo(PHYSICAL);
    return pairs
        .join(waveforms.withColumnRenamed("id", "first"), "first")
        .join(ofOther, new String[] {"other", "waveform"})
        .groupBy("first", "other")
        .agg(
            least(count_distinct(col("channel")), count_distinct(col("other_channel")))
                .as("n_shared"),
            least(
                    count_distinct(when(isPhysical, col("channel"))),
                    count_distinct(when(isPhysical, col("other_channel"))))
                .as("n_physical"));
  }

  private static Dataset<Row> renamed(
      Dataset<Row> records, String id, String subject, String channels) {
    return records.select(
        col("id").as(id), col("subject").as(subject), col("n_channels").as(channels));
  }
}
