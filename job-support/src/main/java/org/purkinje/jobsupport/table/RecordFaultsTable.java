package org.purkinje.jobsupport.table;

import java.util.List;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * One row per part of an accepted record that is left out or not verified.
 *
 * <p>{@code part} is one of {@code channel annotations notes checksum length start}; {@code place}
 * begins with the file at fault.
 */
public final class RecordFaultsTable {

  public static final Table TABLE =
      new Table(
          "record_faults",
          new StructType()
              .add("corpus", DataTypes.StringType, false)
              .add("record", DataTypes.StringType, false)
              .add("subject", DataTypes.StringType, false)
              .add("part", DataTypes.StringType, false)
              .add("place", DataTypes.StringType, false)
              .add("detail", DataTypes.StringType, false),
          List.of("corpus"));

  private RecordFaultsTable() {}
}
