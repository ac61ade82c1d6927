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
    cascade(y, 0, Way.FORWARD);
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
    return bothWays(reflected(x, pad), pad);
  }

  /**
   * {@link #filtfilt} of one signal by two filters in one pass, for little more than the price of
   * one.
   *
   * @param other of as many sections, at most 2, that pads as many samples
   * @return what this one and the other make of it, shape [2][samples]
   */
  public double[][] filtfiltBoth(SecondOrderSections other, double[] x) {
    int pad = padLength();
    if (sections.length > 2 || other.sections.length > 2 || other.padLength() != pad) {
      throw new IllegalArgumentException(
          "two filters in one pass must have at most 2 sections and pad alike, got %d and %d sections that pad %d and %d samples"
              .formatted(sections.length, other.sections.length, pad, other.padLength()));
    }
    double[] y = reflected(x, pad);
    double[] z = y.clone();
    cascades(y, other, z, Way.FORWARD);
    cascades(y, other, z, Way.BACKWARD);
    return new double[][] {inner(y, pad), inner(z, pad)};
  }

  private static double[] reflected(double[] x, int pad) {
    int n = requireLongerThan(pad, x);
    double[] y = new double[n + 2 * pad];
    System.arraycopy(x, 0, y, pad, n);
    for (int i = 1; i <= pad; i++) {
      y[pad - i] = 2 * x[0] - x[i];
      y[pad + n - 1 + i] = 2 * x[n - 1] - x[n - 1 - i];
    }
    return y;
  }

  private static double[] inner(double[] padded, int pad) {
    return Arrays.copyOfRange(padded, pad, padded.length - pad);
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
    cascade(padded, padded[0], Way.FORWARD);
    cascade(padded, padded[padded.length - 1], Way.BACKWARD);
    return inner(padded, pad);
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
          discriminant < 0 ? Math.sqrt(section[5]) : Math.abs(half) + Math.sqrt(discriminant);
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
  private void cascade(double[] x, double level, Way way) {
    double[][] states = statesAt(level);
    for (int i = 0; i < sections.length; i += 4) {
      runFour(x, way, padded(sections, i, 4, NOTHING), padded(states, i, 4, new double[2]));
    }
  }

  /** Filters two signals in place, each from the steady state of the sample it begins with. */
  private void cascades(double[] x, SecondOrderSections other, double[] y, Way way) {
    int first = way.first(x.length);
    runTwoAndTwo(
        x,
        y,
        way,
        join(padded(sections, 0, 2, NOTHING), padded(other.sections, 0, 2, NOTHING)),
        join(
            padded(statesAt(x[first]), 0, 2, new double[2]),
            padded(other.statesAt(y[first]), 0, 2, new double[2])));
  }

  private double[][] statesAt(double level) {
    double[][] states = steadyState();
    for (double[] state : states) {
      state[0] *= level;
      state[1] *= level;
    }
    return states;
  }

  private static double[][] padded(double[][] all, int from, int count, double[] beyond) {
    double[][] some = new double[count][];
    for (int i = 0; i < count; i++) {
      some[i] = from + i < all.length ? all[from + i] : beyond;
    }
    return some;
  }

  private static double[][] join(double[][] first, double[][] second) {
    return new double[][] {first[0], first[1], second[0], second[1]};
  }

  /**
   * Four sections in one pass: each waits on its own recursion, so together they cost one.
   *
   * <p>With output {@code v = b0 u + d1}, the delays of a section become {@code (b1 - a1 b0) u + d2
   * - a1 d1} and {@code (b2 - a2 b0) u - a2 d1}: so a sample waits for one product and one
   * difference of the sample before, not for its output too. Each sum with a product is rounded
   * once ({@link Math#fma}), which today's processors do in one step; one that has none (before
   * 2013) gets the same numbers, slowly.
   */
  private static void runFour(double[] x, Way way, double[][] sections, double[][] states) {
    double[] s = sections[0];
    double a1 = -s[4];
    double a2 = -s[5];
    double a0 = s[0];
    double ap = s[1] + a1 * a0;
    double aq = s[2] + a2 * a0;
    s = sections[1];
    double b1 = -s[4];
    double b2 = -s[5];
    double b0 = s[0];
    double bp = s[1] + b1 * b0;
    double bq = s[2] + b2 * b0;
    s = sections[2];
    double c1 = -s[4];
    double c2 = -s[5];
    double c0 = s[0];
    double cp = s[1] + c1 * c0;
    double cq = s[2] + c2 * c0;
    s = sections[3];
    double e1 = -s[4];
    double e2 = -s[5];
    double e0 = s[0];
    double ep = s[1] + e1 * e0;
    double eq = s[2] + e2 * e0;
    double ad = states[0][0];
    double ae = states[0][1];
    double bd = states[1][0];
    double be = states[1][1];
    double cd = states[2][0];
    double ce = states[2][1];
    double ed = states[3][0];
    double ee = states[3][1];
    int step = way.step;
    for (int n = 0, i = way.first(x.length); n < x.length; n++, i += step) {
      double u = x[i];
      double v = Math.fma(a0, u, ad);
      double d = Math.fma(a1, ad, Math.fma(ap, u, ae));
      ae = Math.fma(a2, ad, aq * u);
      ad = d;
      u = Math.fma(b0, v, bd);
      d = Math.fma(b1, bd, Math.fma(bp, v, be));
      be = Math.fma(b2, bd, bq * v);
      bd = d;
      v = Math.fma(c0, u, cd);
      d = Math.fma(c1, cd, Math.fma(cp, u, ce));
      ce = Math.fma(c2, cd, cq * u);
      cd = d;
      x[i] = Math.fma(e0, v, ed);
      d = Math.fma(e1, ed, Math.fma(ep, v, ee));
      ee = Math.fma(e2, ed, eq * v);
      ed = d;
    }
  }

  /** As {@link #runFour}, the first two sections over one signal, the others over another. */
  private static void runTwoAndTwo(
      double[] x, double[] y, Way way, double[][] sections, double[][] states) {
    double[] s = sections[0];
    double a1 = -s[4];
    double a2 = -s[5];
    double a0 = s[0];
    double ap = s[1] + a1 * a0;
    double aq = s[2] + a2 * a0;
    s = sections[1];
    double b1 = -s[4];
    double b2 = -s[5];
    double b0 = s[0];
    double bp = s[1] + b1 * b0;
    double bq = s[2] + b2 * b0;
    s = sections[2];
    double c1 = -s[4];
    double c2 = -s[5];
    double c0 = s[0];
    double cp = s[1] + c1 * c0;
    double cq = s[2] + c2 * c0;
    s = sections[3];
    double e1 = -s[4];
    double e2 = -s[5];
    double e0 = s[0];
    double ep = s[1] + e1 * e0;
    double eq = s[2] + e2 * e0;
    double ad = states[0][0];
    double ae = states[0][1];
    double bd = states[1][0];
    double be = states[1][1];
    double cd = states[2][0];
    double ce = states[2][1];
    double ed = states[3][0];
    double ee = states[3][1];
    int step = way.step;
    for (int n = 0, i = way.first(x.length); n < x.length; n++, i += step) {
      double u = x[i];
      double v = Math.fma(a0, u, ad);
      double d = Math.fma(a1, ad, Math.fma(ap, u, ae));
      ae = Math.fma(a2, ad, aq * u);
      ad = d;
      x[i] = Math.fma(b0, v, bd);
      d = Math.fma(b1, bd, Math.fma(bp, v, be));
      be = Math.fma(b2, bd, bq * v);
      bd = d;
      u = y[i];
      v = Math.fma(c0, u, cd);
      d = Math.fma(c1, cd, Math.fma(cp, u, ce));
      ce = Math.fma(c2, cd, cq * u);
      cd = d;
      y[i] = Math.fma(e0, v, ed);
      d = Math.fma(e1, ed, Math.fma(ep, v, ee));
      ee = Math.fma(e2, ed, eq * v);
      ed = d;
    }
  }

  /** In which order the samples are gone through. */
  private enum Way {
    FORWARD(1),
    BACKWARD(-1);

    final int step;

    Way(int step) {
      this.step = step;
    }

    int first(int samples) {
      return this == FORWARD ? 0 : samples - 1;
    }
  }
}
