package org.purkinje.biosignal.filter;

import java.util.Arrays;

/**
 * A recursive filter as a cascade of second-order sections, in transposed direct form II.
 *
 * @param sections shape [sections][6]: b0, b1, b2, a0, a1, a2 with a0 = 1
 */
public record SecondOrderSections(double[][] sections) {

  /** A section that changes nothing. */
  private static final double[] NOTHING = {1, 0, 0, 1, 0, 0};

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
   * Samples after which what the filter remembers of its past has decayed, by its slowest pole.
   *
   * @param share that is left of it, above 0 and below 1
   */
  public double settlingSamples(double share) {
    double slowest = 0;
    for (double[] section : sections) {
      double half = section[4] / 2;
      double discriminant = half * half - section[5];
      double radius =
          discriminant < 0
              ? Math.sqrt(section[5])
              : Math.abs(half) + Math.sqrt(discriminant);
      slowest = Math.max(slowest, radius);
    }
    return slowest == 0 ? 0 : Math.log(share) / Math.log(slowest);
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
    for (int i = 0; i < sections.length; i += 4) {
      runFour(x, four(sections, i, NOTHING), four(states, i, new double[2]));
    }
  }

  private static double[][] four(double[][] all, int from, double[] beyond) {
    double[][] four = new double[4][];
    for (int i = 0; i < 4; i++) {
      four[i] = from + i < all.length ? all[from + i] : beyond;
    }
    return four;
  }

  /**
   * Four sections in one pass: each waits on its own recursion, so together they cost one.
   *
   * <p>With output {@code v = b0 u + d1}, the delays of a section become {@code (b1 - a1 b0) u + d2
   * - a1 d1} and {@code (b2 - a2 b0) u - a2 d1}: so a sample waits for one product and one
   * difference of the sample before, not for its output too.
   */
  private static void runFour(double[] x, double[][] sections, double[][] states) {
    double[] s = sections[0];
    double a1 = s[4];
    double a2 = s[5];
    double a0 = s[0];
    double ap = s[1] - a1 * a0;
    double aq = s[2] - a2 * a0;
    s = sections[1];
    double b1 = s[4];
    double b2 = s[5];
    double b0 = s[0];
    double bp = s[1] - b1 * b0;
    double bq = s[2] - b2 * b0;
    s = sections[2];
    double c1 = s[4];
    double c2 = s[5];
    double c0 = s[0];
    double cp = s[1] - c1 * c0;
    double cq = s[2] - c2 * c0;
    s = sections[3];
    double e1 = s[4];
    double e2 = s[5];
    double e0 = s[0];
    double ep = s[1] - e1 * e0;
    double eq = s[2] - e2 * e0;
    double ad = states[0][0];
    double ae = states[0][1];
    double bd = states[1][0];
    double be = states[1][1];
    double cd = states[2][0];
    double ce = states[2][1];
    double ed = states[3][0];
    double ee = states[3][1];
    for (int i = 0; i < x.length; i++) {
      double u = x[i];
      double v = a0 * u + ad;
      double d = (ap * u + ae) - a1 * ad;
      ae = aq * u - a2 * ad;
      ad = d;
      u = b0 * v + bd;
      d = (bp * v + be) - b1 * bd;
      be = bq * v - b2 * bd;
      bd = d;
      v = c0 * u + cd;
      d = (cp * u + ce) - c1 * cd;
      ce = cq * u - c2 * cd;
      cd = d;
      x[i] = e0 * v + ed;
      d = (ep * v + ee) - e1 * ed;
      ee = eq * v - e2 * ed;
      ed = d;
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
