package org.purkinje.models.layer;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Fixed positions of tokens. */
public final class SineCosine {
  private static final Map<List<Integer>, double[]> TABLES = new ConcurrentHashMap<>();

  private SineCosine() {}

  /**
   * Computed in double: column j of the first half is sin(i·w_j), of the second half cos(i·w_j),
   * with w_j = 10000^(−j/(D/2)).
   *
   * @return row-major, shape [positions][width]; shared, not to be changed
   */
  public static double[] table(int positions, int width) {
    return TABLES.computeIfAbsent(List.of(positions, width), key -> compute(positions, width));
  }

  private static double[] compute(int positions, int width) {
    int half = width / 2;
    double[] table = new double[positions * width];
    for (int i = 0; i < positions; i++) {
      for (int j = 0; j < half; j++) {
        double angle = i * Math.pow(10000.0, -j / (double) half);
        table[i * width + j] = Math.sin(angle);
        table[i * width + half + j] = Math.cos(angle);
      }
    }
    return table;
  }
}
