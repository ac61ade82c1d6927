package org.purkinje.biosignal.pressure.grade;

import java.util.List;
import org.purkinje.biosignal.statistics.Descriptives;

/**
 * Criterion 2 of ISO 81060-2: the SD of the subjects' mean errors stays below a limit that shrinks
 * with their mean.
 *
 * @param meMmhg mean of the subjects' mean errors, each subject counting once
 * @param sdMmhg sample SD of the subjects' mean errors
 */
public record Iso81060Criterion2(double meMmhg, double sdMmhg) {

  /** Largest SD at a mean error of 0, 1, 2, 3, 4 and 5 mmHg. */
  private static final double[] LIMITS_MMHG = {6.95, 6.87, 6.65, 6.25, 5.64, 4.79};

  public static Iso81060Criterion2 of(PressurePairs pairs) {
    List<SubjectErrors> subjects = SubjectErrors.of(pairs);
    double[] means = subjects.stream().mapToDouble(SubjectErrors::meMmhg).toArray();
    return new Iso81060Criterion2(Descriptives.mean(means), Descriptives.sampleSd(means));
  }

  /**
   * Largest SD at this mean error, linear between whole mmHg; NaN beyond 5 mmHg, where no SD is
   * small enough.
   */
  public static double limitMmhg(double meMmhg) {
    double size = Math.abs(meMmhg);
    int last = LIMITS_MMHG.length - 1;
    if (!(size <= last)) {
      return Double.NaN;
    }
    int below = Math.min((int) size, last - 1);
    return LIMITS_MMHG[below] + (size - below) * (LIMITS_MMHG[below + 1] - LIMITS_MMHG[below]);
  }

  public boolean isWithinLimits() {
    return sdMmhg <= limitMmhg(meMmhg);
  }
}
