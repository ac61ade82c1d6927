package org.purkinje.biosignal.pressure.grade;

import java.util.List;
import org.purkinje.biosignal.statistics.Descriptives;

/**
 * Limits within which 95 % of the errors are expected.
 *
 * @param biasMmhg mean error over readings
 * @param sdMmhg SD that the limits are made of
 */
public record BlandAltman(double biasMmhg, double sdMmhg) {

  private static final double NORMAL_95 = 1.96;

  /** Takes every reading as independent; too narrow where subjects have several. */
  public static BlandAltman pooled(PressurePairs pairs) {
    double[] errors = pairs.errors();
    return new BlandAltman(Descriptives.mean(errors), Descriptives.sampleSd(errors));
  }

  /**
   * Adds the variances between and within subjects, by a one-way analysis of variance with unequal
   * numbers of readings (Bland and Altman, 2007, Agreement between methods of measurement with
   * multiple observations per individual, section 3).
   *
   * @param pairs at least 2 subjects, one of them with at least 2 readings
   */
  public static BlandAltman repeatedMeasures(PressurePairs pairs) {
    double bias = Descriptives.mean(pairs.errors());
    List<SubjectErrors> subjects = SubjectErrors.of(pairs);
    int n = pairs.subjects().length;
    int k = subjects.size();
    if (k < 2 || n == k) {
      throw new IllegalArgumentException(
          "variance components need 2 subjects and more readings than subjects, got %d and %d"
              .formatted(k, n));
    }
    double betweenSquares = 0;
    double withinSquares = 0;
    double squaredCounts = 0;
    for (SubjectErrors subject : subjects) {
      double distance = subject.meMmhg() - bias;
      int m = subject.readings();
      betweenSquares += m * distance * distance;
      withinSquares += m > 1 ? (m - 1) * subject.sdMmhg() * subject.sdMmhg() : 0;
      squaredCounts += (double) m * m;
    }
    double within = withinSquares / (n - k);
    double typicalCount = (n - squaredCounts / n) / (k - 1);
    double between = Math.max(0, (betweenSquares / (k - 1) - within) / typicalCount);
    return new BlandAltman(bias, Math.sqrt(between + within));
  }

  public double lowerLimitMmhg() {
    return biasMmhg - NORMAL_95 * sdMmhg;
  }

  public double upperLimitMmhg() {
    return biasMmhg + NORMAL_95 * sdMmhg;
  }
}
