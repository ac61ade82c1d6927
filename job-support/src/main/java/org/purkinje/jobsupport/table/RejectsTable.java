package org.purkinje.jobsupport.table;

import java.util.List;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * One row per refused input: a record at ingest, a window or a whole record at cutting; {@code
 * scope} is JOB/OUTPUT.
 */
public final class RejectsTable {

  public static final Table TABLE =
      new Table(
          "rejects",
          new StructType()
              .add("scope", DataTypes.StringType, false)
              .add("corpus", DataTypes.StringType, false)
              .add("record", DataTypes.StringType, false)
              .add("source_uri", DataTypes.StringType, false)
              .add("source_sha256", DataTypes.StringType, true)
              .add("place", DataTypes.StringType, false)
              .add("reason", DataTypes.StringType, false)
              .add("detail", DataTypes.StringType, false),
          List.of("scope"));

  private RejectsTable() {}
}
