package org.purkinje.biosignal.beat;

import java.util.Arrays;
import org.purkinje.biosignal.statistics.Descriptives;

/**
 * The intervals between normal beats (NN) among the RR intervals of a recording.
 *
 * <p>No beat is classified. An RR interval is taken for NN if it lasts 0.3 to 2 s and differs by at
 * most 20 % from the median of the five RR intervals about it: an ectopic beat leaves out the short
 * interval before it and the pause after it, a missed or a false beat the intervals that it spoils.
 * In atrial fibrillation most intervals are left out, and so is what varies most.
 *
 * @param seconds of each RR interval, shape [intervals]
 * @param atSeconds the R peak that ends it, from the first sample, shape [intervals]
 * @param isNormal whether it is NN, shape [intervals]
 */
record NnIntervals(double[] seconds, double[] atSeconds, boolean[] isNormal) {

  private static final double MIN_SECONDS = 0.3;
  private static final double MAX_SECONDS = 2;
  private static final double MAX_DIFFERENCE = 0.2;
  private static final int NEIGHBOURS = 2;

  /**
   * @param rPeaks samples, ascending
   * @param fs sampling frequency, Hz
   */
  static NnIntervals of(int[] rPeaks, double fs) {
    int n = Math.max(0, rPeaks.length - 1);
    double[] seconds = new double[n];
    double[] atSeconds = new double[n];
    for (int i = 0; i < n; i++) {
      seconds[i] = (rPeaks[i + 1] - rPeaks[i]) / fs;
      atSeconds[i] = rPeaks[i + 1] / fs;
    }
    boolean[] isNormal = new boolean[n];
    for (int i = 0; i < n; i++) {
      // At the ends the five nearest are on one side.
      int from = Math.max(0, Math.min(i - NEIGHBOURS, n - 2 * NEIGHBOURS - 1));
      int to = Math.min(n, from + 2 * NEIGHBOURS + 1);
      double median = Descriptives.median(Arrays.copyOfRange(seconds, from, to));
      isNormal[i] =
          seconds[i] >= MIN_SECONDS
              && seconds[i] <= MAX_SECONDS
              && Math.abs(seconds[i] - median) <= MAX_DIFFERENCE * median;
    }
    return new NnIntervals(seconds, atSeconds, isNormal);
  }

  /** The NN intervals, ms. */
  double[] normalMs() {
    return chosen(seconds, 1e3);
  }

  /** The R peak that ends each NN interval, s. */
  double[] normalAtSeconds() {
    return chosen(atSeconds, 1);
  }

  private double[] chosen(double[] values, double factor) {
    double[] chosen = new double[values.length];
    int count = 0;
    for (int i = 0; i < values.length; i++) {
      if (isNormal[i]) {
        chosen[count++] = factor * values[i];
      }
    }
    return Arrays.copyOf(chosen, count);
  }

  /** Differences of NN intervals that follow each other without one left out between, ms. */
  double[] differencesMs() {
    double[] differences = new double[seconds.length];
    int count = 0;
    for (int i = 1; i < seconds.length; i++) {
      if (isNormal[i] && isNormal[i - 1]) {
        differences[count++] = 1e3 * (seconds[i] - seconds[i - 1]);
      }
    }
    return Arrays.copyOf(differences, count);
  }
}
