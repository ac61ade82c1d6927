package org.purkinje.jobsupport.table;

import java.util.List;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * One row per bin that holds a channel, for each row of {@code corpus_channels} and each quantity.
 *
 * <p>{@code amplitude} has five bins a decade with ends 1, 1.6, 2.5, 4, 6.3 and 10, the upper one
 * left out; channels without an amplitude above 0 are in none. {@code fs_hz} is counted value by
 * value, so that both ends of a bin are that value.
 */
public final class CorpusHistogramsTable {

  /** {@code quantity} of largest less smallest value. */
  public static final String AMPLITUDE = "amplitude";

  /** {@code quantity} of sampling frequencies. */
  public static final String FS_HZ = "fs_hz";

  public static final Table TABLE =
      new Table(
          "corpus_histograms",
          new StructType()
              .add("scope", DataTypes.StringType, false)
              .add("corpus", DataTypes.StringType, false)
              .add("kind", DataTypes.StringType, false)
              .add("lead_or_name", DataTypes.StringType, false)
              .add("unit", DataTypes.StringType, false)
              .add("quantity", DataTypes.StringType, false)
              .add("bin_from", DataTypes.DoubleType, false)
              .add("bin_to", DataTypes.DoubleType, false)
              .add("n_channels", DataTypes.LongType, false),
          List.of("scope"));

  private CorpusHistogramsTable() {}
}
