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
   * Samples at a distance from each other.
   *
   * @param step the distance, at least 1
   * @param first sample, as {@link #at} takes it
   * @return shape [count]
   */
  double[] every(int step, long first, int count) {
    double[] samples = new double[count];
    int i = 0;
    long at = first;
    for (; i < count && at < 0; i++, at += step) {
      samples[i] = at(at);
    }
    // Within the signal there is no end to ask for.
    int inside =
        i < count && at < x.length
            ? (int) Math.min(count - i, (x.length - at + step - 1) / step)
            : 0;
    for (int k = 0, from = (int) at; k < inside; k++) {
      samples[i + k] = x[from + k * step];
    }
    i += inside;
    for (at += (long) inside * step; i < count; i++, at += step) {
      samples[i] = at(at);
    }
    return samples;
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
}
