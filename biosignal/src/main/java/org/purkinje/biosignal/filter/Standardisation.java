package org.purkinje.biosignal.filter;

import org.purkinje.biosignal.statistics.Descriptives;

/**
 * Shift and scale that take a signal to mean 0 and population SD 1.
 *
 * @param mean in the signal's unit
 * @param sd population SD in the signal's unit, at least 0
 */
public record Standardisation(double mean, double sd) {

  /**
   * @param x samples, shape [samples], none missing
   */
  public static Standardisation of(double[] x) {
    double mean = Descriptives.mean(x);
    return new Standardisation(mean, Math.sqrt(Descriptives.variance(x, mean)));
  }

  /** {@code (x - mean) / sd}, or zeros where the SD is 0. */
  public double[] apply(double[] x) {
    double[] z = new double[x.length];
    if (sd > 0) {
      for (int i = 0; i < x.length; i++) {
        z[i] = (x[i] - mean) / sd;
      }
    }
    return z;
  }
}
