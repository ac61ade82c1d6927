package org.purkinje.jobsupport.table;

import java.util.List;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** One row per record-level label of a coding system, e.g. {@code alarm}. */
public final class LabelsTable {

  public static final Table TABLE =
      new Table(
          "labels",
          new StructType()
              .add("corpus", DataTypes.StringType, false)
              .add("record", DataTypes.StringType, false)
              .add("subject", DataTypes.StringType, false)
              .add("system", DataTypes.StringType, false)
              .add("code", DataTypes.StringType, false)
              .add("value", DataTypes.StringType, false),
          List.of("corpus"));

  private LabelsTable() {}
}
