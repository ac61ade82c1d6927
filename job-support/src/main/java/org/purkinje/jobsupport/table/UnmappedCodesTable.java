package org.purkinje.jobsupport.table;

import java.util.List;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * One row per code of a corpus that a map neither gives a class nor ignores.
 *
 * <p>{@code scope} is CORPUS/MAP; {@code n_labels} counts rows of {@code labels}, or beats.
 */
public final class UnmappedCodesTable {

  public static final Table TABLE =
      new Table(
          "unmapped_codes",
          new StructType()
              .add("scope", DataTypes.StringType, false)
              .add("corpus", DataTypes.StringType, false)
              .add("system", DataTypes.StringType, false)
              .add("map", DataTypes.StringType, false)
              .add("map_version", DataTypes.StringType, false)
              .add("code", DataTypes.StringType, false)
              .add("n_labels", DataTypes.LongType, false)
              .add("n_records", DataTypes.LongType, false)
              .add("n_subjects", DataTypes.LongType, false),
          List.of("scope"));

  private UnmappedCodesTable() {}
}
