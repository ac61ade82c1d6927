package org.purkinje.biosignal.beat;

import java.util.ArrayList;
import java.util.List;
import org.purkinje.biosignal.filter.Gradient;

/** Finds the pulses of a standardised PPG window, with feet by intersecting tangents. */
public final class PulseDetector {

  private static final double MIN_PERIOD_SECONDS = 0.35;
  private static final double MIN_PROMINENCE_SD = 0.8;
  private static final double FIRST_RISE_SECONDS = 0.6;
  private static final int MIN_RISE_SAMPLES = 5;

  private final PeakFinder peaks;
  private final int firstRiseSamples;

  /**
   * @param fs sampling frequency, Hz
   */
  public PulseDetector(double fs) {
    this.peaks = new PeakFinder((int) (MIN_PERIOD_SECONDS * fs), MIN_PROMINENCE_SD);
    this.firstRiseSamples = (int) (FIRST_RISE_SECONDS * fs);
  }

  /**
   * @param z PPG with mean 0 and SD 1, systole upward, shape [samples]
   * @return pulses in order of time
   */
  public List<Pulse> detect(double[] z) {
    int[] found = peaks.find(z);
    List<Pulse> pulses = new ArrayList<>();
    if (found.length == 0) {
      return pulses;
    }
    double[] slope = Gradient.of(z);
    int start = Math.max(0, found[0] - firstRiseSamples);
    for (int peak : found) {
      if (peak - start >= MIN_RISE_SAMPLES) {
        int minimum = start;
        for (int i = start + 1; i < peak; i++) {
          minimum = z[i] < z[minimum] ? i : minimum;
        }
        int steepest = minimum;
        for (int i = minimum + 1; i <= peak; i++) {
          steepest = slope[i] > slope[steepest] ? i : steepest;
        }
        if (slope[steepest] > 0) {
          double foot = steepest - (z[steepest] - z[minimum]) / slope[steepest];
          pulses.add(new Pulse(foot, minimum, steepest, peak));
        }
      }
      start = peak;
    }
    return pulses;
  }
}
