package org.purkinje.jobsupport.table;

import java.util.List;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * One row per table that the last cleaning looked through, or the last that only counted.
 *
 * <p>{@code snapshots} are those before; {@code expired_files} are those that only expired
 * snapshots named, {@code orphan_files} those that no snapshot names.
 */
public final class CleaningsTable {

  public static final Table TABLE =
      new Table(
          "cleanings",
          new StructType()
              .add("scope", DataTypes.StringType, false)
              .add("run", DataTypes.StringType, false)
              .add("table_name", DataTypes.StringType, false)
              .add("snapshots", DataTypes.LongType, false)
              .add("expired_snapshots", DataTypes.LongType, false)
              .add("expired_files", DataTypes.LongType, false)
              .add("expired_bytes", DataTypes.LongType, false)
              .add("orphan_files", DataTypes.LongType, false)
              .add("orphan_bytes", DataTypes.LongType, false),
          List.of("scope"));

  private CleaningsTable() {}
}
