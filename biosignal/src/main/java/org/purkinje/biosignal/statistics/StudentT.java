package org.purkinje.biosignal.statistics;

/**
 * Student's t distribution, by the finite sums of Abramowitz and Stegun, 1964, Handbook of
 * mathematical functions, 26.7.3 and 26.7.4.
 */
public final class StudentT {

  private static final int HALVINGS = 60;

  private StudentT() {}

  /**
   * Interval of a mean.
   *
   * @param values independent, shape [values]; at least 2
   * @param confidence share that the interval is to hold, above 0, below 1
   */
  public static ConfidenceInterval ofMean(double[] values, double confidence) {
    double mean = Descriptives.mean(values);
    double error = Descriptives.sampleSd(values) / Math.sqrt(values.length);
    double half = quantile(values.length - 1, confidence) * error;
    return new ConfidenceInterval(mean - half, mean + half, 0);
  }

  /**
   * The t that a share of the distribution lies within, on both sides of 0.
   *
   * @param degreesOfFreedom at least 1
   * @param within above 0, below 1, e.g. 0.95
   */
  public static double quantile(int degreesOfFreedom, double within) {
    if (degreesOfFreedom < 1) {
      throw new IllegalArgumentException(
          "degrees of freedom must be at least 1, got " + degreesOfFreedom);
    }
    double low = 0;
    double high = Math.PI / 2;
    for (int i = 0; i < HALVINGS; i++) {
      double middle = (low + high) / 2;
      if (within(degreesOfFreedom, middle) < within) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return Math.sqrt(degreesOfFreedom) * Math.tan((low + high) / 2);
  }

  /**
   * Share of the distribution within ±t.
   *
   * @param angle whose tangent is t over the root of the degrees of freedom
   */
  private static double within(int degreesOfFreedom, double angle) {
    boolean isOdd = degreesOfFreedom % 2 == 1;
    double cosine = Math.cos(angle);
    double term = isOdd ? cosine : 1;
    double sum = 0;
    for (int k = isOdd ? 1 : 0; k <= degreesOfFreedom - 2; k += 2) {
      sum += term;
      term *= cosine * cosine * (k + 1) / (k + 2);
    }
    return isOdd ? 2 / Math.PI * (angle + Math.sin(angle) * sum) : Math.sin(angle) * sum;
  }
}
