package org.purkinje.biosignal.pressure;

import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.purkinje.biosignal.beat.Pulse;
import org.purkinje.biosignal.statistics.Descriptives;
import org.purkinje.biosignal.window.WindowRule;

/**
 * What the timing between ECG and PPG tells, whatever the ABP, at any sampling frequency.
 *
 * @param patSeconds median R peak to foot, s
 * @param patSdSeconds SD of R peak to foot with divisor n, s
 * @param heartRateBpm 60 over the median RR interval
 * @param patSlope how R peak to foot changes with time, by least squares, s/s
 * @param footSlopePerSecond median slope of the tangents whose intersections are the feet, SD/s
 */
public record PulseArrivalFeatures(
    double patSeconds,
    double patSdSeconds,
    double heartRateBpm,
    double patSlope,
    double footSlopePerSecond) {

  /** Column names, in the order of {@link #toArray()}. */
  public static final List<String> NAMES =
      List.of("pat_s", "pat_sd_s", "hr_bpm", "pat_slope", "foot_slope_per_s");

  private static final PulseRules RULES = PressureRules.published().pulse();

  /** Fewest R peaks, and fewest pulses, of a window. */
  public static final int MIN_BEATS = RULES.minBeats();

  /**
   * The first rule of the blood pressure protocol by which ECG and PPG do not show one heart.
   *
   * @param rPeaks samples, ascending, at least {@link #MIN_BEATS}
   * @param pulses on the same time axis, at least {@link #MIN_BEATS}
   * @param fs sampling frequency, Hz
   */
  public static Optional<WindowRule> refusal(int[] rPeaks, List<Pulse> pulses, double fs) {
    double rr = medianInterval(rPeaks);
    double interval = medianInterval(pulses.stream().mapToInt(Pulse::peak).toArray());
    if (Math.abs(rr - interval) > RULES.maxRateDifference() * rr) {
      return Optional.of(WindowRule.HR_MISMATCH);
    }
    return arrivals(rPeaks, pulses, fs).size() < RULES.minPats()
        ? Optional.of(WindowRule.PAT)
        : Optional.empty();
  }

  /**
   * @param rPeaks samples, ascending
   * @param z standardised PPG, shape [samples]
   * @param pulses found in it
   * @param fs sampling frequency, Hz
   */
  public static PulseArrivalFeatures of(int[] rPeaks, double[] z, List<Pulse> pulses, double fs) {
    List<PulseArrival> arrivals = arrivals(rPeaks, pulses, fs);
    double[] pat = column(arrivals, PulseArrival::footSeconds);
    return new PulseArrivalFeatures(
        Descriptives.median(pat),
        Descriptives.populationSd(pat),
        60 * fs / medianInterval(rPeaks),
        slope(column(arrivals, PulseArrival::rPeakSeconds), pat),
        Descriptives.median(column(pulses, pulse -> footSlope(z, pulse) * fs)));
  }

  /** The features, shape [5], in the order of {@link #NAMES}. */
  public double[] toArray() {
    return new double[] {patSeconds, patSdSeconds, heartRateBpm, patSlope, footSlopePerSecond};
  }

  private static List<PulseArrival> arrivals(int[] rPeaks, List<Pulse> pulses, double fs) {
    return PulseArrival.find(
        rPeaks, pulses, fs, RULES.patSeconds().min(), RULES.patSeconds().max());
  }

  /** The rise from the level of the minimum to the steepest point over the way from the foot. */
  private static double footSlope(double[] z, Pulse pulse) {
    return (z[pulse.steepest()] - z[pulse.minimum()]) / (pulse.steepest() - pulse.footSamples());
  }

  private static double slope(double[] x, double[] y) {
    double meanX = Descriptives.mean(x);
    double meanY = Descriptives.mean(y);
    double xx = 0;
    double xy = 0;
    for (int i = 0; i < x.length; i++) {
      xx += (x[i] - meanX) * (x[i] - meanX);
      xy += (x[i] - meanX) * (y[i] - meanY);
    }
    return xy / xx;
  }

  private static double medianInterval(int[] positions) {
    double[] intervals = new double[positions.length - 1];
    for (int i = 0; i < intervals.length; i++) {
      intervals[i] = positions[i + 1] - positions[i];
    }
    return Descriptives.median(intervals);
  }

  private static <T> double[] column(List<T> rows, ToDoubleFunction<T> value) {
    return rows.stream().mapToDouble(value).toArray();
  }
}
