package org.purkinje.biosignal.signal;

/** Puts samples that were taken at uneven times onto an even clock, by linear interpolation. */
public final class EvenClock {

  /** Samples that stand farther apart than this many periods have nothing between them. */
  private static final double MAX_GAP = 4;

  private EvenClock() {}

  /**
   * @param samples shape [samples], {@code NaN} where missing
   * @param seconds time of each sample, not decreasing, shape [samples]
   * @param fs rate of the even clock, Hz
   * @return shape [even samples], the first at {@code seconds[0]}; {@code NaN} beside missing
   *     samples and in gaps of more than four periods
   * @throws IllegalArgumentException if there are not as many times as samples, or one is earlier
   *     than the one before
   */
  public static double[] resample(double[] samples, double[] seconds, double fs) {
    if (samples.length != seconds.length) {
      throw new IllegalArgumentException(
          "each of %d samples must have a time, got %d times"
              .formatted(samples.length, seconds.length));
    }
    if (samples.length == 0) {
      return samples;
    }
    double[] even = new double[samples(seconds, fs)];
    int before = 0;
    for (int i = 0; i < even.length; i++) {
      double time = Math.min(seconds[0] + i / fs, seconds[seconds.length - 1]);
      while (before < seconds.length - 2 && seconds[before + 1] <= time) {
        requireOrder(seconds, before + 1);
        before++;
      }
      even[i] = between(samples, seconds, before, time, fs);
    }
    return even;
  }

  /**
   * Samples on the even clock.
   *
   * @param seconds time of each sample, not decreasing
   * @param fs rate of the even clock, Hz
   */
  public static int samples(double[] seconds, double fs) {
    if (seconds.length == 0) {
      return 0;
    }
    double duration = seconds[seconds.length - 1] - seconds[0];
    // A time that is a whole number of periods counts as one, whatever its last digits.
    return (int) Math.floor(duration * fs + 1e-6) + 1;
  }

  private static double between(
      double[] samples, double[] seconds, int before, double time, double fs) {
    if (time == seconds[before]) {
      return samples[before];
    }
    double step = seconds[before + 1] - seconds[before];
    if (time == seconds[before + 1]) {
      return samples[before + 1];
    }
    if (step * fs > MAX_GAP) {
      return Double.NaN;
    }
    double share = (time - seconds[before]) / step;
    return samples[before] + share * (samples[before + 1] - samples[before]);
  }

  private static void requireOrder(double[] seconds, int i) {
    if (!(seconds[i] >= seconds[i - 1])) {
      throw new IllegalArgumentException(
          "times must not decrease, got %s s after %s s at sample %d"
              .formatted(seconds[i], seconds[i - 1], i));
    }
  }
}
