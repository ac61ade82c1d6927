package org.purkinje.eval.pressure;

import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Random orders, each equally likely (Fisher and Yates). */
final class Permutation {

  private Permutation() {}

  /** The numbers 0 to {@code n - 1} in random order, shape [n]. */
  static int[] of(int n, SplittableRandom random) {
    int[] order = IntStream.range(0, n).toArray();
    for (int i = n - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int moved = order[i];
      order[i] = order[j];
      order[j] = moved;
    }
    return order;
  }
}
