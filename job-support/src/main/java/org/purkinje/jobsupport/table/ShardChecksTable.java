package org.purkinje.jobsupport.table;

import java.util.List;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * One row per set of shards and thing that must hold of it: what was found, what is wanted. {@code
 * holds} is null where a value is for comparison alone, such as the digest.
 */
public final class ShardChecksTable {

  public static final Table TABLE =
      new Table(
          "shard_checks",
          new StructType()
              .add("shard_set", DataTypes.StringType, false)
              .add("check", DataTypes.StringType, false)
              .add("found", DataTypes.StringType, false)
              .add("wanted", DataTypes.StringType, true)
              .add("holds", DataTypes.BooleanType, true),
          List.of("shard_set"));

  private ShardChecksTable() {}
}
