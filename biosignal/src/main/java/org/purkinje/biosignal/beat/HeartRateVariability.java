package org.purkinje.biosignal.beat;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.purkinje.biosignal.statistics.Descriptives;

/**
 * Heart rate variability in the time domain (Task Force of the ESC and NASPE 1996), of the normal
 * beats of {@link NnIntervals}.
 *
 * @param meanNnMs mean NN interval, ms
 * @param sdnnMs SD of the NN intervals with divisor n - 1, ms
 * @param rmssdMs root mean square of the differences of successive NN intervals, ms
 * @param pnn50Percent share of these differences above 50 ms, %
 * @param nnPercent share of the RR intervals that are NN, %
 */
public record HeartRateVariability(
    double meanNnMs, double sdnnMs, double rmssdMs, double pnn50Percent, double nnPercent) {

  /** Column names, in the order of {@link #toArray()}. */
  public static final List<String> NAMES =
      List.of("mean_nn_ms", "sdnn_ms", "rmssd_ms", "pnn50_percent", "nn_percent");

  private static final int MIN_DIFFERENCES = 3;
  private static final double MIN_NN_SHARE = 0.5;
  private static final double PNN_MS = 50;

  /**
   * Empty if less than half of the RR intervals are NN, or fewer than three pairs of them follow
   * each other.
   *
   * @param rPeaks of one span without gaps, samples, ascending
   * @param fs sampling frequency, Hz
   */
  public static Optional<HeartRateVariability> of(int[] rPeaks, double fs) {
    NnIntervals intervals = NnIntervals.of(rPeaks, fs);
    double[] nn = intervals.normalMs();
    double[] differences = intervals.differencesMs();
    double share = (double) nn.length / Math.max(1, intervals.seconds().length);
    if (differences.length < MIN_DIFFERENCES || share < MIN_NN_SHARE) {
      return Optional.empty();
    }
    double squares = Arrays.stream(differences).map(difference -> difference * difference).sum();
    long far = Arrays.stream(differences).filter(d -> Math.abs(d) > PNN_MS).count();
    return Optional.of(
        new HeartRateVariability(
            Descriptives.mean(nn),
            Descriptives.sampleSd(nn),
            Math.sqrt(squares / differences.length),
            100.0 * far / differences.length,
            100 * share));
  }

  /** Shape [5], in the order of {@link #NAMES}. */
  public double[] toArray() {
    return new double[] {meanNnMs, sdnnMs, rmssdMs, pnn50Percent, nnPercent};
  }
}
