package org.purkinje.jobsupport.table;

import java.util.List;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * One row per scored window, target, feature set, method and seed, once among the windows that are
 * eligible for the feature set and once among those common to all ({@code windows}); the minutes
 * are null where the calibration lies in another record, as records have no common clock.
 */
public final class PredictionsTable {

  public static final Table TABLE =
      new Table(
          "predictions",
          new StructType()
              .add("evaluation", DataTypes.StringType, false)
              .add("run", DataTypes.StringType, false)
              .add("corpus", DataTypes.StringType, false)
              .add("record", DataTypes.StringType, false)
              .add("subject", DataTypes.StringType, false)
              .add("window_id", DataTypes.StringType, false)
              .add("features", DataTypes.StringType, false)
              .add("target", DataTypes.StringType, false)
              .add("method", DataTypes.StringType, false)
              .add("truth_mmhg", DataTypes.DoubleType, false)
              .add("calibration_mmhg", DataTypes.DoubleType, false)
              .add("prediction_mmhg", DataTypes.DoubleType, false)
              .add("minutes_since_calibration", DataTypes.DoubleType, true)
              .add("windows", DataTypes.StringType, false)
              .add("seed", DataTypes.LongType, false),
          List.of("evaluation"));

  private PredictionsTable() {}
}
