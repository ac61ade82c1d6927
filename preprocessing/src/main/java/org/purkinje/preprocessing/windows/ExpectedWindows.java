package org.purkinje.preprocessing.windows;

import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.bool_or;
import static org.apache.spark.sql.functions.ceil;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.floor;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.purkinje.biosignal.signal.SamplingFrequency;
import org.purkinje.biosignal.signal.SignalKind;
import org.purkinje.biosignal.window.Windowing;
import org.purkinje.jobsupport.table.SignalsTable;

/**
 * How many windows begin in each record, from the lengths that the tables state: what cutting must
 * account for, computed without cutting.
 */
final class ExpectedWindows {

  private static final StructType CLOCK =
      new StructType()
          .add("corpus", DataTypes.StringType, false)
          .add("record", DataTypes.StringType, false)
          .add("first_s", DataTypes.DoubleType, false)
          .add("last_s", DataTypes.DoubleType, false);

  private ExpectedWindows() {}

  /**
   * One row per record: {@code windows} that begin before the longest of the channels that are cut
   * ends, {@code longest_s} of these, {@code kinds} of its channels, {@code has_learnable}: whether
   * it has one of the kinds that a window holds, and {@code has_rate}: whether every rate of these
   * is one that a device has, else {@code worst_hz}. A record without any channel that is cut, or
   * with such a rate, counts by its own duration.
   *
   * @param records of {@code records}
   * @param signals of {@code signals}, of the same corpora
   */
  static Dataset<Row> of(Dataset<Row> records, Dataset<Row> signals, CutKinds cut) {
    Column seconds =
        coalesce(
            when(col("clock_s").isNotNull(), evenSamples().divide(col("fs_hz"))),
            col("n").divide(col("fs_hz")));
    Column isCut = col("kind").isin(cut.kindLabels());
    Dataset<Row> lengths =
        signals
            .groupBy("corpus", "record", "channel", "kind", "fs_hz")
            .agg(sum("n_samples").as("n"))
            .join(clocks(signals), names("corpus", "record"), "left")
            .groupBy("corpus", "record")
            .agg(
                max(when(isCut, seconds)).as("longest_s"),
                max(windowsOf(cut)).as("windows"),
                bool_or(col("kind").isin(cut.signalLabels())).as("has_learnable"),
                min(when(isCut, col("fs_hz"))).as("lowest_hz"),
                max(when(isCut, col("fs_hz"))).as("highest_hz"),
                concat_ws(", ", array_sort(collect_set("kind"))).as("kinds"));
    double firstRate = cut.window().signals().get(0).rateHz();
    Column ofDuration =
        windowsIn(ceil(col("duration_s").multiply(firstRate)), cut.window().at(firstRate));
    // NaN is above every number.
    Column hasRate =
        col("lowest_hz")
            .geq(SamplingFrequency.MIN_HZ)
            .and(col("highest_hz").leq(SamplingFrequency.MAX_HZ));
    return records
        .select("corpus", "record", "duration_s")
        .join(lengths, names("corpus", "record"), "left")
        .select(
            col("corpus"),
            col("record"),
            coalesce(when(hasRate, col("windows")), ofDuration).as("windows"),
            coalesce(hasRate, lit(true)).as("has_rate"),
            when(col("lowest_hz").lt(SamplingFrequency.MIN_HZ), col("lowest_hz"))
                .otherwise(col("highest_hz"))
                .as("worst_hz"),
            coalesce(col("longest_s"), col("duration_s")).as("longest_s"),
            coalesce(col("has_learnable"), lit(false)).as("has_learnable"),
            coalesce(col("kinds"), lit("")).as("kinds"));
  }

  /** Windows that begin before a channel ends; null where its kind is not cut. */
  private static Column windowsOf(CutKinds cut) {
    Column windows = lit(null).cast("long");
    for (SignalKind kind : cut.kinds()) {
      for (double rate : cut.rates(kind)) {
        Column samples = ceil(evenSamples().multiply(rate).divide(col("fs_hz")).minus(1e-6));
        Column ofKind =
            when(col("kind").equalTo(kind.label()), windowsIn(samples, cut.window().at(rate)));
        windows = greatest(windows, ofKind);
      }
    }
    return windows;
  }

  private static Column windowsIn(Column samples, Windowing windowing) {
    return greatest(
        lit(0L),
        floor(
                samples
                    .minus(windowing.lengthSamples())
                    .cast("double")
                    .divide(windowing.hopSamples()))
            .plus(1)
            .cast("long"));
  }

  /** Samples of a channel on its even clock; as many as recorded where there is no other clock. */
  private static Column evenSamples() {
    return coalesce(floor(col("clock_s").multiply(col("fs_hz")).plus(1e-6)).plus(1), col("n"));
  }

  /** From the first to the last time of each record with an uneven clock, s. */
  private static Dataset<Row> clocks(Dataset<Row> signals) {
    return signals
        .where(col("kind").equalTo("time"))
        .map((MapFunction<Row, Row>) ExpectedWindows::ends, Encoders.row(CLOCK))
        .groupBy("corpus", "record")
        .agg(max("last_s").minus(min("first_s")).as("clock_s"));
  }

  private static Row ends(Row chunk) {
    double[] times = SignalsTable.physical(chunk);
    return RowFactory.create(
        chunk.getAs("corpus"), chunk.getAs("record"), times[0], times[times.length - 1]);
  }

  private static String[] names(String... names) {
    return names;
  }
}
