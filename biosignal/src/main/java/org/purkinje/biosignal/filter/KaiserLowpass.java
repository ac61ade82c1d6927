package org.purkinje.biosignal.filter;

/** Linear-phase FIR low-pass: a windowed sinc with unit gain at 0 Hz. */
final class KaiserLowpass {

  private KaiserLowpass() {}

  /**
   * @param halfLength taps on each side of the middle one
   * @param cutoff half-amplitude frequency as a share of fs / 2, 0 to 1
   * @param beta shape of the Kaiser window; 5 attenuates the stop band by about 53 dB
   * @return taps, shape [2 * halfLength + 1]
   */
  static double[] taps(int halfLength, double cutoff, double beta) {
    double[] taps = new double[2 * halfLength + 1];
    double sum = 0;
    for (int i = 0; i < taps.length; i++) {
      int m = i - halfLength;
      double angle = Math.PI * cutoff * m;
      double sinc = m == 0 ? 1 : Math.sin(angle) / angle;
      taps[i] = sinc * window((double) m / halfLength, beta);
      sum += taps[i];
    }
    for (int i = 0; i < taps.length; i++) {
      taps[i] /= sum;
    }
    return taps;
  }

  /**
   * The Kaiser window, not scaled.
   *
   * @param place -1 at its start, 0 in the middle, 1 at its end
   */
  static double window(double place, double beta) {
    return besselI0(beta * Math.sqrt(Math.max(0, 1 - place * place)));
  }

  /** Modified Bessel function of the first kind, order 0, by its power series. */
  private static double besselI0(double x) {
    double quarter = x * x / 4;
    double term = 1;
    double sum = 1;
    for (int k = 1; term > sum * 1e-17; k++) {
      term *= quarter / ((double) k * k);
      sum += term;
    }
    return sum;
  }
}
