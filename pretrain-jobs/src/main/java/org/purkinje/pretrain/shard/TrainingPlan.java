package org.purkinje.pretrain.shard;

import java.util.ArrayList;
import java.util.List;

/**
 * Which batch each worker takes at each step; a function of shards, batch size and seed alone, so
 * that training can start again anywhere.
 *
 * <p>An epoch goes through every shard's whole batches in an order drawn anew; windows that do not
 * fill a shard's last batch wait for another epoch, in which the shard is composed anew.
 *
 * @param shards files with their numbers of windows
 * @param batchSize windows in a batch
 * @param seed of every shuffle
 */
public record TrainingPlan(List<ShardFile> shards, int batchSize, long seed) {

  public TrainingPlan {
    shards = List.copyOf(shards);
    if (shards.stream().mapToInt(shard -> shard.windows() / batchSize).sum() == 0) {
      throw new IllegalArgumentException(
          "batch-size %d must not exceed the windows of the largest shard, got shards of %s"
              .formatted(batchSize, shards.stream().map(ShardFile::windows).toList()));
    }
  }

  /**
   * The batches of one averaging round.
   *
   * @param firstStep step of each worker's model at the start of the round, from 0
   * @return paths, shape [workers][steps]
   */
  public List<List<BatchPath>> round(long firstStep, int workers, int steps) {
    List<List<BatchPath>> round = new ArrayList<>();
    for (int worker = 0; worker < workers; worker++) {
      List<BatchPath> own = new ArrayList<>();
      for (int step = 0; step < steps; step++) {
        long batch = (firstStep + step) * workers + worker;
        own.add(batch(batch, firstStep + step));
      }
      round.add(own);
    }
    return round;
  }

  /** Whole batches in an epoch. */
  public int batchesPerEpoch() {
    return shards.stream().mapToInt(shard -> shard.windows() / batchSize).sum();
  }

  private BatchPath batch(long index, long step) {
    int epoch = Math.toIntExact(index / batchesPerEpoch());
    int[] order = Shuffle.permutation(batchesPerEpoch(), seed, "epoch", epoch);
    int place = order[(int) (index % batchesPerEpoch())];
    for (ShardFile shard : shards) {
      int batches = shard.windows() / batchSize;
      if (place < batches) {
        return new BatchPath(shard.path(), shard.shard(), epoch, place, step, index);
      }
      place -= batches;
    }
    throw new IllegalStateException("batch " + index + " lies in no shard");
  }
}
