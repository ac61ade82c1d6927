package org.purkinje.pretrain.shard;

import java.util.SplittableRandom;

/** Seeded permutations, each named by its purpose and number. */
final class Shuffle {

  private Shuffle() {}

  /** The numbers 0 to {@code n - 1}, shuffled by Fisher and Yates' method. */
  static int[] permutation(int n, long seed, String purpose, int number) {
    long mixed = (seed * 31 + purpose.hashCode()) * 0x9E3779B97F4A7C15L + number;
    SplittableRandom random = new SplittableRandom(mixed);
    int[] order = new int[n];
    for (int i = 0; i < n; i++) {
      int j = random.nextInt(i + 1);
      order[i] = order[j];
      order[j] = i;
    }
    return order;
  }
}
