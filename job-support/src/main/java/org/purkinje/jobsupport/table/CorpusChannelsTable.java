package org.purkinje.jobsupport.table;

import java.util.List;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * One row per corpus, kind, lead (a channel's name where it has none) and unit: how much there is
 * and how good it is.
 *
 * <p>{@code hours} sums over channels; {@code missing_hours}, {@code flat_hours} and {@code
 * clipped_hours} are parts of it, with flat and clipped as in {@code channels}. A channel's
 * amplitude is its largest less its smallest value. Its 5th, 50th and 95th percentiles are over the
 * channels whose amplitude is above 0, in {@code unit}; null if there are none.
 */
public final class CorpusChannelsTable {

  public static final Table TABLE =
      new Table(
          "corpus_channels",
          new StructType()
              .add("scope", DataTypes.StringType, false)
              .add("corpus", DataTypes.StringType, false)
              .add("kind", DataTypes.StringType, false)
              .add("lead_or_name", DataTypes.StringType, false)
              .add("unit", DataTypes.StringType, false)
              .add("n_records", DataTypes.LongType, false)
              .add("n_subjects", DataTypes.LongType, false)
              .add("n_channels", DataTypes.LongType, false)
              .add("n_without_amplitude", DataTypes.LongType, false)
              .add("hours", DataTypes.DoubleType, false)
              .add("missing_hours", DataTypes.DoubleType, false)
              .add("flat_hours", DataTypes.DoubleType, false)
              .add("clipped_hours", DataTypes.DoubleType, false)
              .add("amplitude_p05", DataTypes.DoubleType, true)
              .add("amplitude_median", DataTypes.DoubleType, true)
              .add("amplitude_p95", DataTypes.DoubleType, true),
          List.of("scope"));

  private CorpusChannelsTable() {}
}
