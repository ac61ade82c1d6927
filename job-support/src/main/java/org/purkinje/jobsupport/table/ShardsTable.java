package org.purkinje.jobsupport.table;

import java.util.List;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * One row per training example, globally shuffled; one Parquet file per shard. {@code signals} are
 * those of the window, see {@link WindowSignals}.
 *
 * <p>{@code trusted_pair}: ECG and PPG are both there and show one heart by the pair rule ({@code
 * windows.pair_refusal} is null); only such windows may be positives of a contrastive objective.
 */
public final class ShardsTable {

  /** Labels of the record: what {@code task_labels} says for the tasks that were asked for. */
  public static final ArrayType LABELS =
      DataTypes.createArrayType(
          new StructType()
              .add("task", DataTypes.StringType, false)
              .add("class", DataTypes.StringType, false)
              .add("value", DataTypes.DoubleType, true),
          false);

  public static final Table TABLE =
      new Table(
          "shards",
          new StructType()
              .add("shard_set", DataTypes.StringType, false)
              .add("shard", DataTypes.IntegerType, false)
              .add("position", DataTypes.IntegerType, false)
              .add("window_id", DataTypes.StringType, false)
              .add("corpus", DataTypes.StringType, false)
              .add("record", DataTypes.StringType, false)
              .add("subject", DataTypes.StringType, false)
              .add("subject_identity", DataTypes.StringType, false)
              .add("person_group", DataTypes.StringType, false)
              .add("person_groups", DataTypes.StringType, true)
              .add("window_key", DataTypes.LongType, false)
              .add("subject_key", DataTypes.LongType, false)
              .add("waveform_sha256", DataTypes.StringType, false)
              .add("signals", WindowSignals.TYPE, false)
              .add("labels", LABELS, false)
              .add("trusted_pair", DataTypes.BooleanType, false)
              .add("alignment_trust", DataTypes.StringType, false),
          List.of("shard_set", "shard"));

  private ShardsTable() {}
}
