package org.purkinje.biosignal.metric;

/**
 * ANSI/AAMI SP10, which is criterion 1 of ISO 81060-2: |ME| up to 5 mmHg and SD up to 8 mmHg over
 * at least 255 readings of at least 85 subjects with at least 3 each.
 *
 * @param countedSubjects subjects with at least 3 readings
 * @param readings number of readings
 * @param meMmhg mean error over readings
 * @param sdMmhg sample SD of the error over readings
 */
public record AamiSp10(int countedSubjects, int readings, double meMmhg, double sdMmhg) {

  private static final double LARGEST_ME_MMHG = 5;
  private static final double LARGEST_SD_MMHG = 8;

  public static AamiSp10 of(PressurePairs pairs) {
    double[] errors = pairs.errors();
    return new AamiSp10(
        Verdict.countedSubjects(SubjectErrors.of(pairs)),
        errors.length,
        Descriptives.mean(errors),
        Descriptives.sampleSd(errors));
  }

  public Verdict verdict() {
    return Verdict.of(countedSubjects, readings, withinLimits(meMmhg, sdMmhg));
  }

  static boolean withinLimits(double meMmhg, double sdMmhg) {
    return Math.abs(meMmhg) <= LARGEST_ME_MMHG && sdMmhg <= LARGEST_SD_MMHG;
  }
}
