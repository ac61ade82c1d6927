package org.purkinje.pretrain.shard;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Which batch each worker takes at each turn; a function of shards, batch size and seed alone, so
 * that training can start again anywhere.
 *
 * <p>An epoch goes through the shards in an order drawn anew, {@value #SHARDS_AT_ONCE} at a time,
 * and through the whole batches of these in an order drawn anew: so a worker reads each shard once
 * an epoch. Windows that do not fill a shard's last batch wait for another epoch, in which the
 * shard is composed anew.
 *
 * @param shards files with their numbers of windows
 * @param batchSize windows in a batch
 * @param seed of every shuffle
 */
public record TrainingPlan(List<ShardFile> shards, int batchSize, long seed) {

  /** A batch is of one shard, and windows were shuffled over all shards: few at once mix well. */
  static final int SHARDS_AT_ONCE = 4;

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
   * @param firstTurn batches that each worker has had before
   * @param turns batches of each worker
   * @return paths, shape [workers][turns]
   */
  public List<List<BatchPath>> round(long firstTurn, int workers, int turns) {
    Map<Integer, int[]> orderByEpoch = new HashMap<>();
    List<List<BatchPath>> round = new ArrayList<>();
    for (int worker = 0; worker < workers; worker++) {
      List<BatchPath> own = new ArrayList<>();
      for (int turn = 0; turn < turns; turn++) {
        long batch = (firstTurn + turn) * workers + worker;
        int epoch = Math.toIntExact(batch / batchesPerEpoch());
        int[] order = orderByEpoch.computeIfAbsent(epoch, this::order);
        int place = order[(int) (batch % batchesPerEpoch())];
        own.add(batch(place, epoch, firstTurn + turn, batch));
      }
      round.add(own);
    }
    return round;
  }

  /** Whole batches in an epoch. */
  public int batchesPerEpoch() {
    return shards.stream().mapToInt(this::wholeBatches).sum();
  }

  private int wholeBatches(ShardFile shard) {
    return shard.windows() / batchSize;
  }

  /** Places of an epoch's batches, counted through all shards, in the order of training. */
  private int[] order(int epoch) {
    int[] first = firstPlaces();
    int[] shuffled =
        shards.size() <= SHARDS_AT_ONCE
            ? IntStream.range(0, shards.size()).toArray()
            : Shuffle.permutation(shards.size(), seed, "epoch-shards", epoch);
    IntStream.Builder order = IntStream.builder();
    for (int from = 0; from < shuffled.length; from += SHARDS_AT_ONCE) {
      int end = Math.min(shuffled.length, from + SHARDS_AT_ONCE);
      int[] places =
          Arrays.stream(shuffled, from, end)
              .flatMap(shard -> IntStream.range(first[shard], first[shard + 1]))
              .toArray();
      String purpose = from == 0 ? "epoch" : "epoch-from-" + from;
      for (int i : Shuffle.permutation(places.length, seed, purpose, epoch)) {
        order.add(places[i]);
      }
    }
    return order.build().toArray();
  }

  /** The first place of each shard's batches and, last, their number. */
  private int[] firstPlaces() {
    int[] first = new int[shards.size() + 1];
    for (int i = 0; i < shards.size(); i++) {
      first[i + 1] = first[i] + wholeBatches(shards.get(i));
    }
    return first;
  }

  private BatchPath batch(int place, int epoch, long turn, long number) {
    int inShard = place;
    for (ShardFile shard : shards) {
      if (inShard < wholeBatches(shard)) {
        return new BatchPath(shard.path(), shard.shard(), epoch, inShard, turn, number);
      }
      inShard -= wholeBatches(shard);
    }
    throw new IllegalStateException("batch at place " + place + " lies in no shard");
  }
}
