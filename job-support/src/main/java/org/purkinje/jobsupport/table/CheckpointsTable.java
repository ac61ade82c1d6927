package org.purkinje.jobsupport.table;

import java.util.List;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * One row per saved training state. {@code data_snapshot} is the set of shards that was trained on,
 * or {@value #IMPORTED}.
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
              .add("path", DataTypes.StringType, false)
              .add("parameters_sha256", DataTypes.StringType, false)
              .add("data_snapshot", DataTypes.StringType, false),
          List.of("pretraining"));

  private CheckpointsTable() {}
}
