package org.purkinje.biosignal.pressure.grade;

import org.purkinje.biosignal.statistics.Descriptives;

/**
 * ANSI/AAMI SP10, which is criterion 1 of ISO 81060-2: |ME| up to 5 mmHg and SD up to 8 mmHg over
 * the readings of at least 85 subjects, of whom the standard takes 3 each.
 *
 * @param meMmhg mean error over readings
 * @param sdMmhg sample SD of the error over readings
 */
public record AamiSp10(double meMmhg, double sdMmhg) {

  private static final double MAX_ME_MMHG = 5;
  private static final double MAX_SD_MMHG = 8;

  public static AamiSp10 of(PressurePairs pairs) {
    double[] errors = pairs.errors();
    return new AamiSp10(Descriptives.mean(errors), Descriptives.sampleSd(errors));
  }

  public boolean isWithinLimits() {
    return withinLimits(meMmhg, sdMmhg);
  }

  static boolean withinLimits(double meMmhg, double sdMmhg) {
    return Math.abs(meMmhg) <= MAX_ME_MMHG && sdMmhg <= MAX_SD_MMHG;
  }
}
