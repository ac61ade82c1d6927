package org.purkinje.jobsupport.table;

import java.util.List;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * One row per file that a download brought: {@code sha256} is that of its bytes, {@code verified}
 * tells whether the publisher gives the same.
 */
public final class DownloadsTable {

  public static final Table TABLE =
      new Table(
          "downloads",
          new StructType()
              .add("corpus", DataTypes.StringType, false)
              .add("path", DataTypes.StringType, false)
              .add("source_uri", DataTypes.StringType, false)
              .add("bytes", DataTypes.LongType, false)
              .add("sha256", DataTypes.StringType, false)
              .add("verified", DataTypes.BooleanType, false)
              .add("fetched_at", DataTypes.TimestampType, false),
          List.of("corpus"));

  private DownloadsTable() {}
}
