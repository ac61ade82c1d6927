package org.purkinje.biosignal.pressure;

import java.util.ArrayList;
import java.util.List;
import org.purkinje.biosignal.beat.PeakFinder;
import org.purkinje.biosignal.statistics.Descriptives;

/**
 * Finds the beats of an ABP window: each systolic peak but the first, with the minimum before it.
 */
public final class AbpBeats {

  private static final double MIN_PERIOD_SECONDS = 0.3;
  private static final double MIN_PROMINENCE_MMHG = 10.0;
  private static final double PROMINENCE_OVER_SPREAD = 0.35;

  private AbpBeats() {}

  /**
   * @param abp pressure, mmHg, low-passed, shape [samples]
   * @param fs sampling frequency, Hz
   * @return beats in order of time
   */
  public static List<AbpBeat> find(double[] abp, double fs) {
    double spread = Descriptives.percentile(abp, 98) - Descriptives.percentile(abp, 2);
    double prominence = Math.max(MIN_PROMINENCE_MMHG, PROMINENCE_OVER_SPREAD * spread);
    int[] peaks = new PeakFinder((int) (MIN_PERIOD_SECONDS * fs), prominence).find(abp);
    List<AbpBeat> beats = new ArrayList<>();
    for (int i = 1; i < peaks.length; i++) {
      double minimum = Double.POSITIVE_INFINITY;
      for (int k = peaks[i - 1]; k < peaks[i]; k++) {
        minimum = Math.min(minimum, abp[k]);
      }
      beats.add(new AbpBeat(peaks[i], abp[peaks[i]], minimum));
    }
    return beats;
  }
}
