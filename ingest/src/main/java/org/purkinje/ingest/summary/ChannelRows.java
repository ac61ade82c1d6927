package org.purkinje.ingest.summary;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_distinct;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.udf;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.types.DataTypes;
import org.jspecify.annotations.Nullable;
import org.purkinje.biosignal.signal.SamplingFrequency;
import org.purkinje.jobsupport.table.CorpusChannelsTable;
import org.purkinje.jobsupport.table.CorpusHistogramsTable;
import org.purkinje.jobsupport.table.RowBuilder;

/** Rows of {@link CorpusChannelsTable} and {@link CorpusHistogramsTable}, ordered by group. */
public final class ChannelRows {

  private static final double SECONDS_PER_HOUR = 3600;
  private static final UserDefinedFunction BIN =
      udf((UDF1<Double, Integer>) AmplitudeBins::bin, DataTypes.IntegerType);

  private final String scope;
  private final Dataset<Row> channels;
  private final TreeMap<ChannelGroup, TreeMap<Double, SampleCounts>> counts;

  /**
   * @param channels rows of {@code channels}
   */
  public ChannelRows(String scope, Dataset<Row> channels) {
    this.scope = scope;
    this.channels = ChannelGroup.prepared(channels);
    this.counts = SampleCounts.byGroupAndFs(this.channels);
  }

  /** Rows of {@link CorpusChannelsTable}. */
  public List<Row> summaries() {
    TreeMap<ChannelGroup, Row> people = new TreeMap<>();
    channels
        .groupBy(ChannelGroup.columns())
        .agg(
            count_distinct(col("record")).as("records"),
            count_distinct(col("subject")).as("subjects"),
            count(col("amplitude")).as("with_amplitude"),
            expr("percentile(amplitude, array(0.05, 0.5, 0.95))").as("percentiles"))
        .collectAsList()
        .forEach(row -> people.put(ChannelGroup.of(row), row));
    List<Row> rows = new ArrayList<>();
    people.forEach((group, row) -> rows.add(summary(group, row)));
    return rows;
  }

  private Row summary(ChannelGroup group, Row row) {
    Map<Double, SampleCounts> countsByFs = counts.getOrDefault(group, new TreeMap<>());
    long all = countsByFs.values().stream().mapToLong(SampleCounts::channels).sum();
    @Nullable List<Double> percentiles =
        row.isNullAt(row.fieldIndex("percentiles"))
            ? null
            : row.getList(row.fieldIndex("percentiles"));
    return group
        .into(new RowBuilder(CorpusChannelsTable.TABLE))
        .set("scope", scope)
        .set("n_records", row.getAs("records"))
        .set("n_subjects", row.getAs("subjects"))
        .set("n_channels", all)
        .set("n_without_amplitude", all - row.<Long>getAs("with_amplitude"))
        .set("hours", hours(countsByFs, SampleCounts::samples))
        .set("missing_hours", hours(countsByFs, SampleCounts::missing))
        .set("flat_hours", hours(countsByFs, SampleCounts::flat))
        .set("clipped_hours", hours(countsByFs, SampleCounts::clipped))
        .set("amplitude_p05", percentiles == null ? null : percentiles.get(0))
        .set("amplitude_median", percentiles == null ? null : percentiles.get(1))
        .set("amplitude_p95", percentiles == null ? null : percentiles.get(2))
        .build();
  }

  /**
   * Without the samples of channels whose rate no device has: their hours are not known.
   *
   * @param countsByFs by sampling frequency, Hz, ascending
   */
  private static double hours(
      Map<Double, SampleCounts> countsByFs, ToLongFunction<SampleCounts> samples) {
    double hours = 0;
    for (Map.Entry<Double, SampleCounts> counts : countsByFs.entrySet()) {
      if (SamplingFrequency.isPossible(counts.getKey())) {
        hours += samples.applyAsLong(counts.getValue()) / counts.getKey() / SECONDS_PER_HOUR;
      }
    }
    return hours;
  }

  /** Rows of {@link CorpusHistogramsTable}. */
  public List<Row> histograms() {
    List<Row> rows = new ArrayList<>();
    counts.forEach(
        (group, countsByFs) ->
            countsByFs.forEach(
                (fs, counted) ->
                    rows.add(bin(group, CorpusHistogramsTable.FS_HZ, fs, fs, counted.channels()))));
    amplitudeBins()
        .forEach(
            (group, channelsByBin) ->
                channelsByBin.forEach(
                    (bin, counted) ->
                        rows.add(
                            bin(
                                group,
                                CorpusHistogramsTable.AMPLITUDE,
                                AmplitudeBins.from(bin),
                                AmplitudeBins.from(bin + 1),
                                counted))));
    return rows;
  }

  private SortedMap<ChannelGroup, SortedMap<Integer, Long>> amplitudeBins() {
    SortedMap<ChannelGroup, SortedMap<Integer, Long>> bins = new TreeMap<>();
    channels
        .where(col("amplitude").isNotNull())
        .withColumn("bin", BIN.apply(col("amplitude")))
        .groupBy(ChannelGroup.columns("bin"))
        .count()
        .collectAsList()
        .forEach(
            row ->
                bins.computeIfAbsent(ChannelGroup.of(row), group -> new TreeMap<>())
                    .put(row.getAs("bin"), row.getAs("count")));
    return bins;
  }

  private Row bin(ChannelGroup group, String quantity, double from, double to, long channels) {
    return group
        .into(new RowBuilder(CorpusHistogramsTable.TABLE))
        .set("scope", scope)
        .set("quantity", quantity)
        .set("bin_from", from)
        .set("bin_to", to)
        .set("n_channels", channels)
        .build();
  }
}
