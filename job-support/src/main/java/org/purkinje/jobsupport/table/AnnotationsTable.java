package org.purkinje.jobsupport.table;

import java.util.List;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** One row per annotation; {@code kind} is beat, rhythm, quality or note. */
public final class AnnotationsTable {

  public static final Table TABLE =
      new Table(
          "annotations",
          new StructType()
              .add("corpus", DataTypes.StringType, false)
              .add("record", DataTypes.StringType, false)
              .add("subject", DataTypes.StringType, false)
              .add("annotator", DataTypes.StringType, false)
              .add("sample", DataTypes.LongType, false)
              .add("time_s", DataTypes.DoubleType, false)
              .add("duration_s", DataTypes.DoubleType, true)
              .add("kind", DataTypes.StringType, false)
              .add("code", DataTypes.StringType, false)
              .add("subtype", DataTypes.IntegerType, false)
              .add("channel", DataTypes.IntegerType, false)
              .add("number", DataTypes.IntegerType, false)
              .add("aux", DataTypes.StringType, false),
          List.of("corpus"));

  private AnnotationsTable() {}
}
