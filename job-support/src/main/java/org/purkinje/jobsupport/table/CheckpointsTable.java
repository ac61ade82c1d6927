package org.purkinje.jobsupport.table;

import java.util.List;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * One row per training state that is kept. {@code is_last}: the one that training ended with, or
 * has come to; {@code is_best}: the one of the lowest loss on held-out windows, of none without
 * such. {@code data_snapshot} is the set of shards that was trained on, or {@value #IMPORTED}.
 */
public final class CheckpointsTable {

  /** In the place of a set of shards: the model was trained elsewhere. */
  public static final String IMPORTED = "imported";

  public static final Table TABLE =
      new Table(
          "checkpoints",
          new StructType()
              .add("pretraining", DataTypes.StringType, false)
              .add("run", DataTypes.StringType, false)
              .add("fingerprint", DataTypes.StringType, false)
              .add("objective", DataTypes.StringType, false)
              .add("model", DataTypes.StringType, false)
              .add("round", DataTypes.IntegerType, false)
              .add("step", DataTypes.LongType, false)
              .add("windows_seen", DataTypes.LongType, false)
              .add("is_last", DataTypes.BooleanType, false)
              .add("is_best", DataTypes.BooleanType, false)
              .add("path", DataTypes.StringType, false)
              .add("parameters_sha256", DataTypes.StringType, false)
              .add("data_snapshot", DataTypes.StringType, false),
          List.of("pretraining"));

  private CheckpointsTable() {}
}
