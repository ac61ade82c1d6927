package org.purkinje.jobsupport.table;

import java.util.List;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * One row per cell of a sweep over a pretraining's keys. {@code loss} and {@code best_loss} are
 * those on held-out windows after the last round and after the best, {@code explained_variance} is
 * by signal after the last round; null where nothing was held out or nothing was saved.
 */
public final class SweepCellsTable {

  /** {@code status} of a cell that trained all of its rounds. */
  public static final String DONE = "done";

  /** Of one that ended before, because it no longer improved. */
  public static final String STOPPED_EARLY = "stopped early";

  /** Of one whose loss, gradient or parameters were not finite; {@code message} says where. */
  public static final String DIVERGED = "diverged";

  public static final Table TABLE =
      new Table(
          "sweep_cells",
          new StructType()
              .add("sweep", DataTypes.StringType, false)
              .add("run", DataTypes.StringType, false)
              .add("pretraining", DataTypes.StringType, false)
              .add(
                  "values",
                  DataTypes.createMapType(DataTypes.StringType, DataTypes.StringType, false),
                  false)
              .add("status", DataTypes.StringType, false)
              .add("message", DataTypes.StringType, true)
              .add("rounds", DataTypes.IntegerType, false)
              .add("loss", DataTypes.DoubleType, true)
              .add("best_loss", DataTypes.DoubleType, true)
              .add("best_round", DataTypes.IntegerType, true)
              .add(
                  "explained_variance",
                  DataTypes.createMapType(DataTypes.StringType, DataTypes.DoubleType, false),
                  true)
              .add("data_snapshot", DataTypes.StringType, false),
          List.of("sweep"));

  private SweepCellsTable() {}
}
