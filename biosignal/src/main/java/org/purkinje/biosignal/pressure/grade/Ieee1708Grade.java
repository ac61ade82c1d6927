package org.purkinje.biosignal.pressure.grade;

/** IEEE 1708 grade of cuffless devices, by the mean absolute error. */
public enum Ieee1708Grade {
  A,
  B,
  C,
  D;

  /**
   * A up to 5 mmHg, B up to 6, C below 7, else D.
   *
   * @param maeMmhg mean absolute error, at least 0
   */
  public static Ieee1708Grade of(double maeMmhg) {
    if (!(maeMmhg >= 0)) {
      throw new IllegalArgumentException(
          "mean absolute error must be at least 0 mmHg, got " + maeMmhg);
    }
    if (maeMmhg <= 5) {
      return A;
    }
    if (maeMmhg <= 6) {
      return B;
    }
    return maeMmhg < 7 ? C : D;
  }
}
