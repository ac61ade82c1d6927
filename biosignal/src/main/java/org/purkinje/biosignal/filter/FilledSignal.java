package org.purkinje.biosignal.filter;

/**
 * A signal whose missing samples were bridged by straight lines, and where they were.
 *
 * @param samples no sample missing, shape [samples]
 * @param gap whether the sample was missing, shape [samples]
 */
public record FilledSignal(double[] samples, boolean[] gap) {

  /**
   * Bridges gaps linearly; a gap at an end holds the nearest sample, and a signal without any
   * sample becomes zeros.
   *
   * @param x samples, shape [samples]; NaN or infinite where missing; left as it is, and itself the
   *     result's samples where none is missing
   */
  public static FilledSignal of(double[] x) {
    if (isWhole(x)) {
      return new FilledSignal(x, new boolean[x.length]);
    }
    double[] filled = x.clone();
    boolean[] gap = new boolean[x.length];
    int last = -1;
    for (int i = 0; i < x.length; i++) {
      gap[i] = !Double.isFinite(x[i]);
      if (!gap[i]) {
        if (i - last > 1) {
          bridge(filled, last, i);
        }
        last = i;
      }
    }
    bridge(filled, last, x.length);
    return new FilledSignal(filled, gap);
  }

  /** Whether no sample is missing: zero times one that is is NaN, and so is every sum with it. */
  private static boolean isWhole(double[] x) {
    double a = 0;
    double b = 0;
    double c = 0;
    double d = 0;
    int i = 0;
    for (; i + 3 < x.length; i += 4) {
      a += 0 * x[i];
      b += 0 * x[i + 1];
      c += 0 * x[i + 2];
      d += 0 * x[i + 3];
    }
    for (; i < x.length; i++) {
      a += 0 * x[i];
    }
    return a + b + c + d == 0;
  }

  /**
   * Fills the positions strictly between two present samples; -1 and length stand for no sample.
   */
  private static void bridge(double[] x, int left, int right) {
    boolean noLeft = left < 0;
    boolean noRight = right == x.length;
    double start = noLeft ? noRight ? 0 : x[right] : x[left];
    double step = noLeft || noRight ? 0 : (x[right] - x[left]) / (right - left);
    for (int i = left + 1; i < right; i++) {
      x[i] = start + step * (i - left);
    }
  }
}
