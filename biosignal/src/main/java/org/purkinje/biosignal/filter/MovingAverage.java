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
   * @param inside the sample that stands for one beyond an end
   */
  private static double[] average(double[] x, int size, IntUnaryOperator inside) {
    if (size < 1) {
      throw new IllegalArgumentException("span must be at least 1 sample, got " + size);
    }
    int before = size / 2;
    double[] extended = new double[x.length + size];
    System.arraycopy(x, 0, extended, before, x.length);
    for (int i = 0; i < size && x.length > 0; i++) {
      int at = i < before ? i : x.length + i;
      extended[at] = x[inside.applyAsInt(at - before)];
    }
    double[] y = new double[x.length];
    double sum = 0;
    for (int k = 0; k < size; k++) {
      sum += extended[k];
    }
    for (int i = 0; i < x.length; i++) {
      y[i] = sum / size;
      sum += extended[i + size] - extended[i];
    }
    return y;
  }
}
