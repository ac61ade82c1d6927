package org.purkinje.pretrain.shard;

import org.purkinje.models.random.DrawStream;

/** Seeded permutations, each with a stream of draws of its own. */
final class Shuffle {

  private Shuffle() {}

  /**
   * The numbers 0 to {@code n - 1}, shuffled by Fisher and Yates' method.
   *
   * @param purpose what is shuffled, e.g. {@code shard-3}
   * @param number which shuffle of that purpose
   */
  static int[] permutation(int n, long seed, String purpose, long number) {
    DrawStream draws = draws(seed, purpose, number);
    int[] order = new int[n];
    for (int i = 0; i < n; i++) {
      int j = draws.nextInt(i + 1);
      order[i] = order[j];
      order[j] = i;
    }
    return order;
  }

  /** The draws of one shuffle, which no other shuffle takes up at any place. */
  static DrawStream draws(long seed, String purpose, long number) {
    return new DrawStream(DrawStream.windowSeed(seed, number), purpose);
  }
}
