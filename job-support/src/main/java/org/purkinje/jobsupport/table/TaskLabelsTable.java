package org.purkinje.jobsupport.table;

import java.util.List;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * One row per label that a map turns into a class of a task; for beats one row per record,
 * annotator and symbol.
 *
 * <p>{@code scope} is CORPUS/MAP. {@code value} is the label's own where that is a number, e.g. a
 * likelihood in percent, and for beats their number; {@code annotator} is null but for beats.
 */
public final class TaskLabelsTable {

  public static final Table TABLE =
      new Table(
          "task_labels",
          new StructType()
              .add("scope", DataTypes.StringType, false)
              .add("corpus", DataTypes.StringType, false)
              .add("record", DataTypes.StringType, false)
              .add("subject", DataTypes.StringType, false)
              .add("task", DataTypes.StringType, false)
              .add("map", DataTypes.StringType, false)
              .add("map_version", DataTypes.StringType, false)
              .add("class", DataTypes.StringType, false)
              .add("from_code", DataTypes.StringType, false)
              .add("annotator", DataTypes.StringType, true)
              .add("value", DataTypes.DoubleType, true),
          List.of("scope"));

  private TaskLabelsTable() {}
}
