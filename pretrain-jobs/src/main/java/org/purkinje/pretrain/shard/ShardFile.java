package org.purkinje.pretrain.shard;

import static org.apache.spark.sql.functions.col;

import java.io.Serializable;
import java.util.List;
import org.apache.spark.sql.Row;
import org.purkinje.jobsupport.table.Lake;
import org.purkinje.jobsupport.table.ShardsTable;

/**
 * A Parquet file of the shards table.
 *
 * @param path as the table names it
 * @param windows rows in it
 */
public record ShardFile(int shard, String path, int windows) implements Serializable {

  /**
   * The files of a shard set, by shard.
   *
   * @throws IllegalStateException if a shard is in more than one file
   */
  public static List<ShardFile> of(Lake lake, String shardSet) {
    List<Row> rows =
        lake.files(ShardsTable.TABLE)
            .where(col("partition.shard_set").equalTo(shardSet))
            .select(col("partition.shard"), col("file_path"), col("record_count"))
            .orderBy("shard")
            .collectAsList();
    if (rows.stream().map(row -> row.getInt(0)).distinct().count() != rows.size()) {
      throw new IllegalStateException(
          "shard set %s: a shard is in more than one file; shard the windows again"
              .formatted(shardSet));
    }
    return rows.stream()
        .map(row -> new ShardFile(row.getInt(0), row.getString(1), Math.toIntExact(row.getLong(2))))
        .toList();
  }
}
