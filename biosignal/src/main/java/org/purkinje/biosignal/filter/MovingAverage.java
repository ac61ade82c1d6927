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

  private static double[] average(double[] x, int size, IntUnaryOperator inside) {
    if (size < 1) {
      throw new IllegalArgumentException("span must be at least 1 sample, got " + size);
    }
    double[] y = new double[x.length];
    int before = size / 2;
    double sum = 0;
    for (int k = 0; k < size && x.length > 0; k++) {
      sum += x[inside.applyAsInt(k - before)];
    }
    for (int i = 0; i < x.length; i++) {
      y[i] = sum / size;
      double entering = x[inside.applyAsInt(i - before + size)];
      sum += entering - x[inside.applyAsInt(i - before)];
    }
    return y;
  }
}
