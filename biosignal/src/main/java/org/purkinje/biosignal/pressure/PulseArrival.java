package org.purkinje.biosignal.pressure;

import java.util.ArrayList;
import java.util.List;
import org.purkinje.biosignal.beat.Pulse;

/**
 * How long after an R peak the pulse arrives at the PPG sensor (PAT: pre-ejection period included).
 *
 * @param rPeakSeconds the R peak, from the first sample, s
 * @param footSeconds R peak to foot, s
 * @param steepestSeconds R peak to steepest point of the same pulse, s
 */
public record PulseArrival(double rPeakSeconds, double footSeconds, double steepestSeconds) {

  /**
   * Takes for each R peak the first pulse whose foot lies in the span; R peaks without one are left
   * out.
   *
   * @param rPeaks positions of the R peaks, samples, ascending
   * @param pulses pulses on the same time axis
   * @param fs sampling frequency, Hz
   * @param shortestSeconds start of the span after the R peak, s
   * @param longestSeconds end of the span, s, inclusive
   */
  public static List<PulseArrival> find(
      int[] rPeaks, List<Pulse> pulses, double fs, double shortestSeconds, double longestSeconds) {
    List<PulseArrival> arrivals = new ArrayList<>();
    for (int rPeak : rPeaks) {
      pulses.stream()
          .map(
              pulse ->
                  new PulseArrival(
                      rPeak / fs,
                      (pulse.footSamples() - rPeak) / fs,
                      (pulse.steepest() - rPeak) / fs))
          .filter(
              arrival ->
                  shortestSeconds <= arrival.footSeconds && arrival.footSeconds <= longestSeconds)
          .findFirst()
          .ifPresent(arrivals::add);
    }
    return arrivals;
  }
}
