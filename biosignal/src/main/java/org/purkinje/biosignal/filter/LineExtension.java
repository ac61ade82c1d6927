package org.purkinje.biosignal.filter;

/** A signal that goes on beyond its ends along the line through its first and last sample. */
final class LineExtension {

  private final double[] x;
  private final double slope;

  /**
   * @param x samples, shape [samples], at least 1; a single sample is held
   */
  LineExtension(double[] x) {
    this.x = x;
    this.slope = x.length == 1 ? 0 : (x[x.length - 1] - x[0]) / (x.length - 1);
  }

  /**
   * @param sample any, those below 0 and beyond the end included
   */
  double at(long sample) {
    if (sample < 0) {
      return x[0] + sample * slope;
    }
    int last = x.length - 1;
    return sample <= last ? x[(int) sample] : x[last] + (sample - last) * slope;
  }

  /**
   * Deals samples out, one after another, to each of some arrays in turn.
   *
   * @param first sample, as {@link #at} takes it
   * @param parted filled; shape [arrays][samples of each]
   */
  void part(long first, double[][] parted) {
    int ways = parted.length;
    int count = parted[0].length;
    if (first >= 0 && first + (long) ways * count <= x.length) {
      for (int k = 0; k < ways; k++) {
        int from = (int) first + k;
        double[] of = parted[k];
        for (int i = 0; i < count; i++) {
          of[i] = x[from + i * ways];
        }
      }
      return;
    }
    long at = first;
    for (int i = 0; i < count; i++) {
      for (int k = 0; k < ways; k++, at++) {
        parted[k][i] = at(at);
      }
    }
  }

  /**
   * @param margin samples added at each end
   * @return shape [margin + samples + margin]
   */
  static double[] extend(double[] x, int margin) {
    LineExtension line = new LineExtension(x);
    double[] extended = new double[x.length + 2 * margin];
    System.arraycopy(x, 0, extended, margin, x.length);
    for (int i = 0; i < margin; i++) {
      extended[i] = line.at(i - margin);
      extended[margin + x.length + i] = line.at((long) x.length + i);
    }
    return extended;
  }

  /** As {@link #extend(double[], int)}; the line is computed in 64 bits. */
  static float[] extend(float[] x, int margin) {
    int last = x.length - 1;
    double slope = last == 0 ? 0 : ((double) x[last] - x[0]) / last;
    float[] extended = new float[x.length + 2 * margin];
    System.arraycopy(x, 0, extended, margin, x.length);
    for (int i = 0; i < margin; i++) {
      extended[i] = (float) (x[0] + (i - margin) * slope);
      extended[margin + x.length + i] = (float) (x[last] + (i + 1) * slope);
    }
    return extended;
  }
}
