package org.purkinje.preprocessing.shards;

import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;
import org.purkinje.jobsupport.table.RowBuilder;
import org.purkinje.jobsupport.table.ShardChecksTable;

/**
 * A row of {@code shard_checks}.
 *
 * @param wanted null if nothing is asked for
 * @param holds null if nothing is asked for
 */
record ShardCheck(String name, String found, @Nullable String wanted, @Nullable Boolean holds) {

  static ShardCheck equal(String name, long found, long wanted) {
    return new ShardCheck(name, String.valueOf(found), String.valueOf(wanted), found == wanted);
  }

  static ShardCheck atMost(String name, double found, double limit) {
    return new ShardCheck(
        name, "%.2f".formatted(found), "at most %.2f".formatted(limit), found <= limit);
  }

  static ShardCheck value(String name, String found) {
    return new ShardCheck(name, found, null, null);
  }

  boolean isBroken() {
    return Boolean.FALSE.equals(holds);
  }

  Row row(String shardSet) {
    return new RowBuilder(ShardChecksTable.TABLE)
        .set("shard_set", shardSet)
        .set("check", name)
        .set("found", found)
        .set("wanted", wanted)
        .set("holds", holds)
        .build();
  }

  @Override
  public String toString() {
    return wanted == null
        ? name + ": " + found
        : "%s: %s, wanted %s".formatted(name, found, wanted);
  }
}
