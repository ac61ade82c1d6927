package org.purkinje.biosignal.statistics;

import java.util.Arrays;

/** Statistics that describe one list of numbers; {@code NaN} where a list is too short for them. */
public final class Descriptives {

  private Descriptives() {}

  public static double mean(double[] x) {
    // Four sums side by side: one would wait for itself at each value.
    double a = 0;
    double b = 0;
    double c = 0;
    double d = 0;
    int i = 0;
    for (; i + 3 < x.length; i += 4) {
      a += x[i];
      b += x[i + 1];
      c += x[i + 2];
      d += x[i + 3];
    }
    for (; i < x.length; i++) {
      a += x[i];
    }
    return ((a + b) + (c + d)) / x.length;
  }

  /** SD with divisor n. */
  public static double populationSd(double[] x) {
    return Math.sqrt(variance(x, mean(x)));
  }

  /** SD with divisor n - 1. */
  public static double sampleSd(double[] x) {
    return x.length < 2 ? Double.NaN : Math.sqrt(centralMoment(x, 2) * x.length / (x.length - 1));
  }

  /** Third central moment over SD cubed, without bias correction. */
  public static double skewness(double[] x) {
    return centralMoment(x, 3) / Math.pow(centralMoment(x, 2), 1.5);
  }

  /** Fourth central moment over the squared variance, minus 3, without bias correction. */
  public static double excessKurtosis(double[] x) {
    double variance = centralMoment(x, 2);
    return centralMoment(x, 4) / (variance * variance) - 3;
  }

  public static double median(double[] x) {
    return percentile(x, 50);
  }

  /**
   * The value below which {@code percent} % of the ordered list lies, linear between neighbours.
   *
   * @param percent 0 to 100
   */
  public static double percentile(double[] x, double percent) {
    if (x.length == 0) {
      return Double.NaN;
    }
    double[] sorted = x.clone();
    Arrays.sort(sorted);
    double position = percent / 100 * (sorted.length - 1);
    int below = Math.min((int) position, sorted.length - 1);
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
  }

  /** Pearson's correlation; {@code NaN} where one list is constant. */
  public static double correlation(double[] x, double[] y) {
    if (x.length != y.length) {
      throw new IllegalArgumentException(
          "correlated lists must be equally long, got %d and %d".formatted(x.length, y.length));
    }
    double meanX = mean(x);
    double meanY = mean(y);
    double xx = 0;
    double yy = 0;
    double xy = 0;
    for (int i = 0; i < x.length; i++) {
      double dx = x[i] - meanX;
      double dy = y[i] - meanY;
      xx += dx * dx;
      yy += dy * dy;
      xy += dx * dy;
    }
    return xy / Math.sqrt(xx * yy);
  }

  /**
   * Variance with divisor n.
   *
   * @param mean of the values
   */
  public static double variance(double[] x, double mean) {
    double a = 0;
    double b = 0;
    double c = 0;
    double d = 0;
    int i = 0;
    for (; i + 3 < x.length; i += 4) {
      a += (x[i] - mean) * (x[i] - mean);
      b += (x[i + 1] - mean) * (x[i + 1] - mean);
      c += (x[i + 2] - mean) * (x[i + 2] - mean);
      d += (x[i + 3] - mean) * (x[i + 3] - mean);
    }
    for (; i < x.length; i++) {
      a += (x[i] - mean) * (x[i] - mean);
    }
    return ((a + b) + (c + d)) / x.length;
  }

  private static double centralMoment(double[] x, int order) {
    double mean = mean(x);
    double sum = 0;
    for (double value : x) {
      double power = 1;
      for (int i = 0; i < order; i++) {
        power *= value - mean;
      }
      sum += power;
    }
    return sum / x.length;
  }
}
