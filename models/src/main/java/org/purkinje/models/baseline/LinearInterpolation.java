package org.purkinje.models.baseline;

/**
 * A straight line from the last visible sample before a hidden stretch to the first one after it;
 * level where there is only one of them, 0 where nothing is visible.
 */
public final class LinearInterpolation {

  private LinearInterpolation() {}

  /**
   * @return visible samples as they are, hidden ones on the line, [samples]
   */
  public static double[] answer(MaskedSignal signal) {
    float[] x = signal.samples();
    double[] answer = new double[x.length];
    int before = -1;
    int i = 0;
    while (i < x.length) {
      if (signal.isVisible(i)) {
        answer[i] = x[i];
        before = i;
        i++;
        continue;
      }
      int after = i;
      while (after < x.length && !signal.isVisible(after)) {
        after++;
      }
      double from = before >= 0 ? x[before] : after < x.length ? x[after] : 0;
      double to = after < x.length ? x[after] : from;
      for (; i < after; i++) {
        answer[i] = from + (to - from) * (i - before) / (after - before);
      }
    }
    return answer;
  }
}
