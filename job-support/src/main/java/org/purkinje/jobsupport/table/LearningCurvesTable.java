package org.purkinje.jobsupport.table;

import java.util.List;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** One row per training round and loss term, mean over the windows of the round. */
public final class LearningCurvesTable {

  public static final Table TABLE =
      new Table(
          "learning_curves",
          new StructType()
              .add("pretraining", DataTypes.StringType, false)
              .add("run", DataTypes.StringType, false)
              .add("round", DataTypes.IntegerType, false)
              .add("step", DataTypes.LongType, false)
              .add("windows_seen", DataTypes.LongType, false)
              .add("term", DataTypes.StringType, false)
              .add("value", DataTypes.DoubleType, false)
              .add("windows_per_s", DataTypes.DoubleType, false),
          List.of("pretraining"));

  private LearningCurvesTable() {}
}
