package org.purkinje.biosignal.window;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A stretch of a signal without a long gap.
 *
 * @param start first sample
 * @param end sample after the last
 */
record Run(int start, int end) {

  /**
   * @param gap whether the sample is missing, shape [samples]
   * @param longestGap a gap of up to so many samples parts no run
   * @param shortest runs of fewer samples are left out
   */
  static List<Run> between(boolean[] gap, int longestGap, int shortest) {
    List<Run> runs = new ArrayList<>();
    int start = -1;
    int last = -1;
    for (int i = 0; i < gap.length; i++) {
      if (gap[i]) {
        continue;
      }
      if (start >= 0 && i - last - 1 > longestGap) {
        runs.add(new Run(start, last + 1));
        start = -1;
      }
      start = start < 0 ? i : start;
      last = i;
    }
    if (start >= 0) {
      runs.add(new Run(start, last + 1));
    }
    return runs.stream().filter(run -> run.end - run.start >= shortest).toList();
  }

  /** Each run filtered by itself, zeros between them. */
  static double[] filter(double[] x, List<Run> runs, UnaryOperator<double[]> filter) {
    if (runs.equals(List.of(new Run(0, x.length)))) {
      return filter.apply(x);
    }
    double[] filtered = new double[x.length];
    for (Run run : runs) {
      System.arraycopy(filter.apply(run.of(x)), 0, filtered, run.start, run.end - run.start);
    }
    return filtered;
  }

  /** The run's samples of a signal; the signal itself where there is no gap. */
  double[] of(double[] x) {
    return end - start == x.length ? x : Arrays.copyOfRange(x, start, end);
  }
}
