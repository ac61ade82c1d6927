package org.purkinje.pretrain.shard;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.purkinje.models.random.DrawStream;

/**
 * Which rows of a shard make up each of its batches in one epoch: a function of the shard's rows,
 * the composition and the epoch alone.
 */
final class ShardEpoch {

  private static final int KEPT = 2 * TrainingPlan.SHARDS_AT_ONCE;

  private record Key(String file, int shard, int epoch, Composition composition) {}

  private static final Map<Key, int[][]> KEPT_BATCHES =
      new LinkedHashMap<>(KEPT, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, int[][]> eldest) {
          return size() > KEPT;
        }
      };

  private ShardEpoch() {}

  /** The rows of one batch, shape [batch size]. */
  static int[] rows(BatchPath path, List<TrainingWindow> shard, Composition composition) {
    Key key = new Key(path.file(), path.shard(), path.epoch(), composition);
    synchronized (KEPT_BATCHES) {
      return KEPT_BATCHES
          .computeIfAbsent(key, k -> batches(shard, composition, k.shard(), k.epoch()))[
          path.batch()];
    }
  }

  /**
   * @return rows, shape [batches][batch size]; a row comes twice only where one kind of window, or
   *     one corpus, has fewer rows than its share of the batches asks for, or a subject more than
   *     its cap lets in
   */
  static int[][] batches(
      List<TrainingWindow> shard, Composition composition, int number, int epoch) {
    List<Integer> pairs = new ArrayList<>();
    List<Integer> others = new ArrayList<>();
    for (int row = 0; row < shard.size(); row++) {
      (shard.get(row).isTrustedPair() ? pairs : others).add(row);
    }
    int size = composition.batchSize();
    int pairsPerBatch = pairs.isEmpty() ? 0 : others.isEmpty() ? size : composition.pairs();
    long seed = DrawStream.windowSeed(composition.seed(), epoch);
    String shuffled = "shard-" + number;
    int[][] batches = new int[shard.size() / size][size];
    int pairDeals = batches.length * pairsPerBatch;
    int otherDeals = batches.length * (size - pairsPerBatch);
    CorpusMix mix = composition.mix();
    MixedPool pairPool = new MixedPool(pairs, shard, mix, pairDeals, seed, shuffled + "-pairs");
    MixedPool otherPool = new MixedPool(others, shard, mix, otherDeals, seed, shuffled + "-others");
    for (int[] batch : batches) {
      Map<Long, Integer> takenBySubject = new HashMap<>();
      for (int i = 0; i < size; i++) {
        MixedPool pool = i < pairsPerBatch ? pairPool : otherPool;
        batch[i] = pool.deal(takenBySubject, composition.windowsPerSubject());
      }
    }
    return batches;
  }
}
