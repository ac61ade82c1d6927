package org.purkinje.jobsupport.table;

import java.util.List;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * One row per channel of a record: what it is and what its samples come to.
 *
 * <p>{@code digital_sha256} is that of {@code signals}. {@code waveform_hash} is equal where
 * physical values are, whatever gain and storage: see {@code WaveformHash} of the ingest module.
 */
public final class ChannelsTable {

  public static final Table TABLE =
      new Table(
          "channels",
          new StructType()
              .add("corpus", DataTypes.StringType, false)
              .add("record", DataTypes.StringType, false)
              .add("subject", DataTypes.StringType, false)
              .add("channel", DataTypes.IntegerType, false)
              .add("name", DataTypes.StringType, false)
              .add("kind", DataTypes.StringType, false)
              .add("lead", DataTypes.StringType, true)
              .add("unit", DataTypes.StringType, false)
              .add("fs_hz", DataTypes.DoubleType, false)
              .add("n_samples", DataTypes.LongType, false)
              .add("n_missing", DataTypes.LongType, false)
              .add("n_flat", DataTypes.LongType, false)
              .add("n_clipped", DataTypes.LongType, false)
              .add("n_sentinels", DataTypes.LongType, false)
              .add("least", DataTypes.DoubleType, true)
              .add("most", DataTypes.DoubleType, true)
              .add("digital_sha256", DataTypes.StringType, false)
              .add("waveform_hash", DataTypes.StringType, false),
          List.of("corpus"));

  private ChannelsTable() {}
}
