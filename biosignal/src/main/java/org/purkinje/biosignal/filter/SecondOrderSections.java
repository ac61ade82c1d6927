package org.purkinje.biosignal.filter;

import java.util.Arrays;

/**
 * A recursive filter as a cascade of second-order sections, in transposed direct form II.
 *
 * @param sections shape [sections][6]: b0, b1, b2, a0, a1, a2 with a0 = 1
 */
public record SecondOrderSections(double[][] sections) {

  public SecondOrderSections {
    if (sections.length == 0) {
      throw new IllegalArgumentException("a filter needs at least 1 section, got 0");
    }
    for (double[] section : sections) {
      if (section.length != 6 || section[3] != 1) {
        throw new IllegalArgumentException(
            "a section must be b0, b1, b2, 1, a1, a2, got " + Arrays.toString(section));
      }
    }
  }

  /**
   * Filters once, forward, from zero state.
   *
   * @param x samples, shape [samples]; left as it is
   */
  public double[] filter(double[] x) {
    double[] y = x.clone();
    cascade(y, 0);
    return y;
  }

  /**
   * Filters forward and backward, so that no frequency is delayed and every gain is squared.
   *
   * <p>Both ends are first extended by {@link #padLength()} samples, point-reflected about the end
   * sample, and each pass starts in the steady state of its first sample. Equal to SciPy's {@code
   * sosfiltfilt} within 1e-9 of the largest input.
   *
   * @param x samples, shape [samples], more than {@link #padLength()}; left as it is
   */
  public double[] filtfilt(double[] x) {
    int pad = padLength();
    int n = requireLongerThan(pad, x);
    double[] y = new double[n + 2 * pad];
    System.arraycopy(x, 0, y, pad, n);
    for (int i = 1; i <= pad; i++) {
      y[pad - i] = 2 * x[0] - x[i];
      y[pad + n - 1 + i] = 2 * x[n - 1] - x[n - 1 - i];
    }
    return bothWays(y, pad);
  }

  /**
   * {@link #filtfilt} with both ends mirrored instead. A mirrored signal keeps its mean beyond the
   * end, so a filter that blocks 0 Hz has no step to settle from where a recording ends on a peak;
   * a point reflection is better for a low-pass, as it keeps the slope. Equal to SciPy's {@code
   * sosfiltfilt(…, padtype="even", padlen=pad)} within 1e-9 of the largest input.
   *
   * @param x samples, shape [samples], more than {@code pad}; left as it is
   * @param pad samples added at each end
   */
  public double[] filtfiltMirrored(double[] x, int pad) {
    int n = requireLongerThan(pad, x);
    double[] y = new double[n + 2 * pad];
    System.arraycopy(x, 0, y, pad, n);
    for (int i = 1; i <= pad; i++) {
      y[pad - i] = x[i];
      y[pad + n - 1 + i] = x[n - 1 - i];
    }
    return bothWays(y, pad);
  }

  private static int requireLongerThan(int pad, double[] x) {
    if (x.length <= pad) {
      throw new IllegalArgumentException(
          "zero-phase filtering needs more than %d samples, got %d".formatted(pad, x.length));
    }
    return x.length;
  }

  /**
   * @param padded changed in place
   */
  private double[] bothWays(double[] padded, int pad) {
    cascade(padded, padded[0]);
    reverse(padded);
    cascade(padded, padded[0]);
    reverse(padded);
    return Arrays.copyOfRange(padded, pad, padded.length - pad);
  }

  /** Samples added at each end by {@link #filtfilt}: three times the filter's effective length. */
  public int padLength() {
    int firstOrderZeros = 0;
    int firstOrderPoles = 0;
    for (double[] section : sections) {
      firstOrderZeros += section[2] == 0 ? 1 : 0;
      firstOrderPoles += section[5] == 0 ? 1 : 0;
    }
    return 3 * (2 * sections.length + 1 - Math.min(firstOrderZeros, firstOrderPoles));
  }

  /**
   * Delay values that hold the cascade steady under a constant input of 1.
   *
   * @return shape [sections][2]
   */
  public double[][] steadyState() {
    double[][] states = new double[sections.length][];
    double level = 1;
    for (int i = 0; i < sections.length; i++) {
      double[] s = sections[i];
      double gain = (s[0] + s[1] + s[2]) / (1 + s[4] + s[5]);
      states[i] = new double[] {level * (gain - s[0]), level * (s[2] - s[5] * gain)};
      level *= gain;
    }
    return states;
  }

  /** Filters in place, starting as if {@code level} had been the input for ever. */
  private void cascade(double[] x, double level) {
    double[][] states = steadyState();
    for (double[] state : states) {
      state[0] *= level;
      state[1] *= level;
    }
    int i = 0;
    for (; i + 1 < sections.length; i += 2) {
      runTwo(x, sections[i], states[i], sections[i + 1], states[i + 1]);
    }
    if (i < sections.length) {
      runOne(x, sections[i], states[i]);
    }
  }

  private static void runOne(double[] x, double[] section, double[] state) {
    double b0 = section[0];
    double b1 = section[1];
    double b2 = section[2];
    double a1 = section[4];
    double a2 = section[5];
    double d1 = state[0];
    double d2 = state[1];
    for (int i = 0; i < x.length; i++) {
      double u = x[i];
      double v = b0 * u + d1;
      d1 = (b1 * u + d2) - a1 * v;
      d2 = b2 * u - a2 * v;
      x[i] = v;
    }
  }

  /** Two sections in one pass: each waits on its own recursion, so together they cost one. */
  private static void runTwo(
      double[] x, double[] first, double[] firstState, double[] second, double[] secondState) {
    double b0 = first[0];
    double b1 = first[1];
    double b2 = first[2];
    double a1 = first[4];
    double a2 = first[5];
    double d1 = firstState[0];
    double d2 = firstState[1];
    double c0 = second[0];
    double c1 = second[1];
    double c2 = second[2];
    double e1 = second[4];
    double e2 = second[5];
    double g1 = secondState[0];
    double g2 = secondState[1];
    for (int i = 0; i < x.length; i++) {
      double u = x[i];
      double v = b0 * u + d1;
      d1 = (b1 * u + d2) - a1 * v;
      d2 = b2 * u - a2 * v;
      double w = c0 * v + g1;
      g1 = (c1 * v + g2) - e1 * w;
      g2 = c2 * v - e2 * w;
      x[i] = w;
    }
  }

  private static void reverse(double[] x) {
    for (int i = 0, j = x.length - 1; i < j; i++, j--) {
      double swapped = x[i];
      x[i] = x[j];
      x[j] = swapped;
    }
  }
}
