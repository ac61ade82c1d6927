package org.purkinje.biosignal.attractor;

import org.purkinje.biosignal.statistics.Descriptives;

/**
 * Symmetric projection attractor reconstruction (Aston and others 2018): three samples a third of a
 * cycle apart, seen along the diagonal {@code a = b = c}, which takes baseline wander away.
 *
 * <p>With {@code a = x[i + 2 delay]}, {@code b = x[i + delay]}, {@code c = x[i]} the projection is
 * {@code v = (a + b - 2c) / √6}, {@code w = (a - b) / √2}. A sine of amplitude A and three delays a
 * cycle becomes a circle of radius A √1.5.
 *
 * @param v shape [points]
 * @param w shape [points]
 */
record SymmetricProjection(double[] v, double[] w) {

  private static final int ANGULAR_BINS = 36;

  /**
   * @param x samples, shape [samples]
   * @param delay a third of a cycle, samples
   */
  static SymmetricProjection of(double[] x, int delay) {
    int points = Math.max(0, x.length - 2 * delay);
    double[] v = new double[points];
    double[] w = new double[points];
    for (int i = 0; i < points; i++) {
      double a = x[i + 2 * delay];
      double b = x[i + delay];
      v[i] = (a + b - 2 * x[i]) / Math.sqrt(6);
      w[i] = (a - b) / Math.sqrt(2);
    }
    return new SymmetricProjection(v, w);
  }

  /** Area of the convex hull. */
  double hullArea() {
    return ConvexHull.area(v, w);
  }

  /** {@code √(λ₂ / λ₁)} of the covariance, 0 for a line to 1 where no direction stands out. */
  double elongation() {
    double meanV = Descriptives.mean(v);
    double meanW = Descriptives.mean(w);
    double vv = 0;
    double ww = 0;
    double vw = 0;
    for (int i = 0; i < v.length; i++) {
      vv += (v[i] - meanV) * (v[i] - meanV);
      ww += (w[i] - meanW) * (w[i] - meanW);
      vw += (v[i] - meanV) * (w[i] - meanW);
    }
    double half = (vv + ww) / 2;
    double root = Math.hypot((vv - ww) / 2, vw);
    return Math.sqrt(Math.max(0, half - root) / (half + root));
  }

  /** Mean distance from the origin. */
  double meanRadius() {
    double sum = 0;
    for (int i = 0; i < v.length; i++) {
      sum += Math.sqrt(v[i] * v[i] + w[i] * w[i]);
    }
    return sum / v.length;
  }

  /**
   * SD of the distance from the origin within bins of 10°, mean over the bins of two points or
   * more; {@code NaN} if there is none.
   */
  double thickness() {
    int[] counts = new int[ANGULAR_BINS];
    double[] means = new double[ANGULAR_BINS];
    double[] squares = new double[ANGULAR_BINS];
    for (int i = 0; i < v.length; i++) {
      double turn = (Math.atan2(w[i], v[i]) + Math.PI) / (2 * Math.PI);
      int bin = Math.min(ANGULAR_BINS - 1, (int) (turn * ANGULAR_BINS));
      double radius = Math.sqrt(v[i] * v[i] + w[i] * w[i]);
      // Welford's update: the sum of squares would cancel for a thin ring.
      counts[bin]++;
      double before = radius - means[bin];
      means[bin] += before / counts[bin];
      squares[bin] += before * (radius - means[bin]);
    }
    double sum = 0;
    int bins = 0;
    for (int bin = 0; bin < ANGULAR_BINS; bin++) {
      if (counts[bin] > 1) {
        sum += Math.sqrt(squares[bin] / counts[bin]);
        bins++;
      }
    }
    return sum / bins;
  }
}
