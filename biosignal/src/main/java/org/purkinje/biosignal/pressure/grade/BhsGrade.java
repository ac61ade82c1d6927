package org.purkinje.biosignal.pressure.grade;

import java.util.Arrays;

/** British Hypertension Society grade: how many errors lie within 5, 10 and 15 mmHg. */
public enum BhsGrade {
  A(60, 85, 95),
  B(50, 75, 90),
  C(40, 65, 85),
  D(0, 0, 0);

  private final double percentWithin5;
  private final double percentWithin10;
  private final double percentWithin15;

  BhsGrade(double percentWithin5, double percentWithin10, double percentWithin15) {
    this.percentWithin5 = percentWithin5;
    this.percentWithin10 = percentWithin10;
    this.percentWithin15 = percentWithin15;
  }

  /**
   * The best grade whose three limits all hold.
   *
   * @param errors mmHg, shape [readings], at least 1
   */
  public static BhsGrade of(double[] errors) {
    if (errors.length == 0) {
      throw new IllegalArgumentException("a grade needs at least 1 reading, got 0");
    }
    return Arrays.stream(values())
        .filter(
            grade ->
                percentWithin(errors, 5) >= grade.percentWithin5
                    && percentWithin(errors, 10) >= grade.percentWithin10
                    && percentWithin(errors, 15) >= grade.percentWithin15)
        .findFirst()
        .orElseThrow();
  }

  /**
   * @param errors mmHg, shape [readings]
   * @return share of errors up to {@code mmhg} in size, 0 to 100
   */
  public static double percentWithin(double[] errors, double mmhg) {
    return 100.0 * Arrays.stream(errors).filter(e -> Math.abs(e) <= mmhg).count() / errors.length;
  }
}
