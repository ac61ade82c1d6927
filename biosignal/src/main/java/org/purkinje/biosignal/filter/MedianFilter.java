package org.purkinje.biosignal.filter;

import java.util.Arrays;

/**
 * Median over a sliding span of samples; beyond the ends the end samples are repeated. Equal to
 * SciPy's {@code ndimage.median_filter(x, size, mode="nearest")}.
 *
 * @param size of the span, samples, odd
 */
public record MedianFilter(int size) {

  public MedianFilter {
    if (size < 1 || size % 2 == 0) {
      throw new IllegalArgumentException("span of a median must be odd, got " + size);
    }
  }

  /** The largest odd span that is not longer. */
  public static MedianFilter ofSeconds(double seconds, double fs) {
    int samples = (int) (seconds * fs + 1e-9);
    return new MedianFilter(Math.max(1, samples % 2 == 0 ? samples - 1 : samples));
  }

  /**
   * @param x samples, none missing, shape [samples]; left as it is
   */
  public double[] apply(double[] x) {
    int n = x.length;
    double[] medians = new double[n];
    if (n == 0) {
      return medians;
    }
    int half = size / 2;
    // The span in order of size; each step takes one sample out and puts one in.
    double[] sorted = new double[size];
    for (int i = 0; i < size; i++) {
      sorted[i] = x[within(i - half, n)];
    }
    Arrays.sort(sorted);
    for (int i = 0; i < n; i++) {
      medians[i] = sorted[half];
      replace(sorted, x[within(i - half, n)], x[within(i + half + 1, n)]);
    }
    return medians;
  }

  private static int within(int i, int n) {
    return Math.max(0, Math.min(n - 1, i));
  }

  private static void replace(double[] sorted, double leaving, double entering) {
    int from = Arrays.binarySearch(sorted, leaving);
    int to = Arrays.binarySearch(sorted, entering);
    to = to < 0 ? -to - 1 : to;
    if (to > from) {
      to--;
      System.arraycopy(sorted, from + 1, sorted, from, to - from);
    } else {
      System.arraycopy(sorted, to, sorted, to + 1, from - to);
    }
    sorted[to] = entering;
  }
}
