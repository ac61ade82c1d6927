package org.purkinje.pretrain.heldout;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.purkinje.pretrain.shard.ShardFile;
import org.purkinje.pretrain.shard.ShardReader;
import org.purkinje.pretrain.shard.TrainingWindow;

/**
 * Windows of one shard of held-out subjects.
 *
 * @param file the shard's Parquet file
 * @param rows rows of the shard, shape [windows]
 */
record HeldOutBatch(String file, int[] rows) implements Serializable {

  private static final int WINDOWS = 64;

  /**
   * Batches over the shards' windows, or as many of them, evenly spaced, as asked for.
   *
   * @param windows at most
   */
  static List<HeldOutBatch> of(List<ShardFile> shards, int windows) {
    long all = shards.stream().mapToLong(ShardFile::windows).sum();
    long taken = Math.min(all, windows);
    List<HeldOutBatch> batches = new ArrayList<>();
    long before = 0;
    for (ShardFile shard : shards) {
      long first = before;
      // Window k of those taken is window k·all/taken of all.
      int[] rows =
          IntStream.range(0, shard.windows())
              .filter(row -> isTaken(first + row, taken, all))
              .toArray();
      for (int from = 0; from < rows.length; from += WINDOWS) {
        int to = Math.min(rows.length, from + WINDOWS);
        batches.add(
            new HeldOutBatch(shard.path(), IntStream.range(from, to).map(i -> rows[i]).toArray()));
      }
      before += shard.windows();
    }
    return batches;
  }

  /** Its windows. */
  List<TrainingWindow> read(ShardReader reader) {
    List<TrainingWindow> shard = reader.read(file);
    return IntStream.of(rows).mapToObj(shard::get).toList();
  }

  private static boolean isTaken(long window, long taken, long all) {
    return (window + 1) * taken / all > window * taken / all;
  }
}
