package org.purkinje.pretrain.shard;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntToLongFunction;

/**
 * Rows of a shard that are dealt in a shuffled order without end, of each corpus as many as its
 * share asks for.
 */
final class MixedPool {

  private final List<WindowPool> pools = new ArrayList<>();
  private final int[] turns;
  private int dealt;

  /**
   * @param rows of the shard
   * @param deals how many will be dealt
   * @param purpose what the pool is called in draws
   */
  MixedPool(
      List<Integer> rows,
      List<TrainingWindow> shard,
      CorpusMix mix,
      int deals,
      long seed,
      String purpose) {
    IntToLongFunction subject = row -> shard.get(row).subjectKey();
    if (mix.isAsTheyAre() || rows.isEmpty()) {
      pools.add(new WindowPool(rows, subject, seed, purpose));
      turns = new int[deals];
      return;
    }
    SortedMap<String, List<Integer>> byCorpus = new TreeMap<>();
    for (int row : rows) {
      byCorpus.computeIfAbsent(shard.get(row).corpus(), corpus -> new ArrayList<>()).add(row);
    }
    byCorpus.forEach(
        (corpus, own) -> pools.add(new WindowPool(own, subject, seed, purpose + "-" + corpus)));
    int[] counts = mix.deals(byCorpus.keySet(), deals);
    int[] pool = new int[deals];
    int filled = 0;
    for (int i = 0; i < counts.length; i++) {
      for (int j = 0; j < counts[i]; j++) {
        pool[filled++] = i;
      }
    }
    int[] order = Shuffle.permutation(deals, seed, purpose + "-corpora", 0);
    turns = new int[deals];
    for (int i = 0; i < deals; i++) {
      turns[i] = pool[order[i]];
    }
  }

  /** Deals one row, as {@link WindowPool#deal} does. */
  int deal(Map<Long, Integer> takenBySubject, int cap) {
    return pools.get(turns[dealt++]).deal(takenBySubject, cap);
  }
}
