package org.purkinje.biosignal.pressure.grade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BhsGradeTest {

  @Test
  void givesAToErrorsExactlyAtItsLimits() {
    assertThat(BhsGrade.of(errors(60, 25, 10, 5))).isEqualTo(BhsGrade.A);
  }

  @Test
  void needsAllThreeLimitsOfAGrade() {
    assertThat(BhsGrade.of(errors(59, 26, 10, 5))).isEqualTo(BhsGrade.B);
    assertThat(BhsGrade.of(errors(60, 14, 21, 5))).isEqualTo(BhsGrade.C);
    assertThat(BhsGrade.of(errors(60, 25, 0, 15))).isEqualTo(BhsGrade.C);
    assertThat(BhsGrade.of(errors(39, 50, 11, 0))).isEqualTo(BhsGrade.D);
  }

  @Test
  void countsErrorsOfEitherSignUpToTheLimit() {
    assertThat(BhsGrade.percentWithin(new double[] {-5, 5, 5.1, -6}, 5)).isEqualTo(50);
  }

  @Test
  void refusesToGradeNothing() {
    assertThatThrownBy(() -> BhsGrade.of(new double[0]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a grade needs at least 1 reading, got 0");
  }

  /** That many errors of 4, 9, 14 and 20 mmHg. */
  private static double[] errors(int of4, int of9, int of14, int of20) {
    return IntStream.range(0, of4 + of9 + of14 + of20)
        .mapToDouble(i -> i < of4 ? 4 : i < of4 + of9 ? 9 : i < of4 + of9 + of14 ? 14 : 20)
        .toArray();
  }
}
