package org.purkinje.biosignal.synthesis;

/** Second-order Butterworth sections run forwards and backwards (bilinear transform). */
final class ZeroPhaseFilter {

  private ZeroPhaseFilter() {}

  static double[] band(double[] samples, double fs, double lowHz, double highHz) {
    return both(both(samples, section(fs, lowHz, true)), section(fs, highHz, false));
  }

  static double[] lowPass(double[] samples, double fs, double highHz) {
    return both(samples, section(fs, highHz, false));
  }

  /** b0, b1, b2, a1, a2. */
  private static double[] section(double fs, double cutHz, boolean high) {
    double k = Math.tan(Math.PI * cutHz / fs);
    double norm = 1 / (1 + Math.sqrt(2) * k + k * k);
    double b0 = (high ? 1 : k * k) * norm;
    double b1 = (high ? -2 : 2) * b0;
    double a1 = 2 * (k * k - 1) * norm;
    double a2 = (1 - Math.sqrt(2) * k + k * k) * norm;
    return new double[] {b0, b1, b0, a1, a2};
  }

  private static double[] both(double[] samples, double[] section) {
    return reversed(once(reversed(once(samples, section)), section));
  }

  private static double[] once(double[] x, double[] c) {
    double[] y = new double[x.length];
    double gain = (c[0] + c[1] + c[2]) / (1 + c[3] + c[4]);
    for (int i = 0; i < x.length; i++) {
      double x1 = i < 1 ? x[0] : x[i - 1];
      double x2 = i < 2 ? x[0] : x[i - 2];
      double y1 = i < 1 ? gain * x[0] : y[i - 1];
      double y2 = i < 2 ? gain * x[0] : y[i - 2];
      y[i] = c[0] * x[i] + c[1] * x1 + c[2] * x2 - c[3] * y1 - c[4] * y2;
    }
    return y;
  }

  private static double[] reversed(double[] x) {
    double[] y = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      y[i] = x[x.length - 1 - i];
    }
    return y;
  }
}
