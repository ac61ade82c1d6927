package org.purkinje.biosignal.filter;

/** Slope per sample: central differences, one-sided at the ends. */
public final class Gradient {

  private Gradient() {}

  /**
   * @param x samples, shape [samples], at least 2
   * @return change per sample, shape [samples]
   */
  public static double[] of(double[] x) {
    int n = x.length;
    if (n < 2) {
      throw new IllegalArgumentException("a slope needs at least 2 samples, got " + n);
    }
    double[] slope = new double[n];
    slope[0] = x[1] - x[0];
    for (int i = 1; i < n - 1; i++) {
      slope[i] = (x[i + 1] - x[i - 1]) / 2;
    }
    slope[n - 1] = x[n - 1] - x[n - 2];
    return slope;
  }
}
