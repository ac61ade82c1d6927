package org.purkinje.biosignal.filter;

/** Continues a signal beyond its ends along the line through its first and last sample. */
final class LineExtension {

  private LineExtension() {}

  /**
   * @param x samples, shape [samples], at least 1
   * @param margin samples added at each end
   * @return shape [margin + samples + margin]; a single sample is held
   */
  static double[] extend(double[] x, int margin) {
    int n = x.length;
    double slope = n == 1 ? 0 : (x[n - 1] - x[0]) / (n - 1);
    double[] extended = new double[n + 2 * margin];
    System.arraycopy(x, 0, extended, margin, n);
    for (int i = 1; i <= margin; i++) {
      extended[margin - i] = x[0] - i * slope;
      extended[margin + n - 1 + i] = x[n - 1] + i * slope;
    }
    return extended;
  }
}
