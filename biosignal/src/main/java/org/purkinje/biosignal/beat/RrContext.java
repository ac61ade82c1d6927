package org.purkinje.biosignal.beat;

import java.util.Arrays;
import org.purkinje.biosignal.statistics.Descriptives;

/**
 * The RR intervals around a beat, s; {@code NaN} where there is none, e.g. before a record's first
 * beat. So are the quotients of these.
 *
 * @param oneBefore from the beat before the previous one to that
 * @param previous from the previous beat to this one
 * @param next from this beat to the next one
 * @param localMean mean of the intervals that end at this beat and the nine before it
 * @param median of all intervals of the record
 */
public record RrContext(
    double oneBefore, double previous, double next, double localMean, double median) {

  private static final int LOCAL_BEATS = 10;

  /**
   * @param previous the interval that ends at each beat, s; {@code NaN} where there is none, shape
   *     [beats]
   * @return shape [beats]
   */
  static RrContext[] of(double[] previous) {
    double[] present = Arrays.stream(previous).filter(rr -> !Double.isNaN(rr)).toArray();
    double median = present.length == 0 ? Double.NaN : Descriptives.median(present);
    RrContext[] contexts = new RrContext[previous.length];
    for (int i = 0; i < previous.length; i++) {
      contexts[i] =
          new RrContext(
              i == 0 ? Double.NaN : previous[i - 1],
              previous[i],
              i + 1 == previous.length ? Double.NaN : previous[i + 1],
              mean(previous, Math.max(0, i + 1 - LOCAL_BEATS), i + 1),
              median);
    }
    return contexts;
  }

  private static double mean(double[] rr, int start, int end) {
    return Arrays.stream(rr, start, end)
        .filter(each -> !Double.isNaN(each))
        .average()
        .orElse(Double.NaN);
  }

  public double previousToLocalMean() {
    return previous / localMean;
  }

  public double nextToLocalMean() {
    return next / localMean;
  }

  public double previousToMedian() {
    return previous / median;
  }

  public double nextToMedian() {
    return next / median;
  }

  public double previousToNext() {
    return previous / next;
  }

  public double previousToOneBefore() {
    return previous / oneBefore;
  }
}
