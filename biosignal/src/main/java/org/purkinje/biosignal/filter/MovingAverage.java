package org.purkinje.biosignal.filter;

import java.util.function.IntUnaryOperator;

/**
 * Mean over a sliding span of samples {@code i - size / 2} to {@code i - size / 2 + size - 1}.
 *
 * <p>A running sum, as in SciPy's {@code ndimage.uniform_filter1d}, so its rounding is the same.
 */
public final class MovingAverage {

  private MovingAverage() {}

  /** Beyond the ends the signal is mirrored, end samples doubled: {@code c b a | a b c}. */
  public static double[] mirrored(double[] x, int size) {
    int period = 2 * x.length;
    return average(
        x,
        size,
        i -> {
          int wrapped = Math.floorMod(i, period);
          return wrapped < x.length ? wrapped : period - 1 - wrapped;
        });
  }

  /** Beyond the ends the end samples are held. */
  public static double[] held(double[] x, int size) {
    return average(x, size, i -> Math.min(Math.max(i, 0), x.length - 1));
  }

  /**
   * @param inside the sample that stands for one, also beyond an end
   */
  private static double[] average(double[] x, int size, IntUnaryOperator inside) {
    if (size < 1) {
      throw new IllegalArgumentException("span must be at least 1 sample, got " + size);
    }
    double[] y = new double[x.length];
    if (x.length == 0) {
      return y;
    }
    int before = size / 2;
    double sum = 0;
    for (int k = -before; k < size - before; k++) {
      sum += x[inside.applyAsInt(k)];
    }
    int i = 0;
    for (; i < Math.min(before, x.length); i++) {
      y[i] = sum / size;
      sum += x[inside.applyAsInt(i - before + size)] - x[inside.applyAsInt(i - before)];
    }
    // Here no sample lies beyond an end.
    int last = x.length - (size - before);
    for (int left = i - before, right = left + size; i < last; i++) {
      y[i] = sum / size;
      sum += x[right++] - x[left++];
    }
    for (; i < x.length; i++) {
      y[i] = sum / size;
      sum += x[inside.applyAsInt(i - before + size)] - x[inside.applyAsInt(i - before)];
    }
    return y;
  }
}
