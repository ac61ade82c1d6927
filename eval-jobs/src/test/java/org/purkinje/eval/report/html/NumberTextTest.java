package org.purkinje.eval.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NumberTextTest {

  @Test
  void writesAbsentValuesAsADash() {
    assertThat(NumberText.fixed(Double.NaN, 2)).isEqualTo("–");
    assertThat(NumberText.significant(Double.POSITIVE_INFINITY)).isEqualTo("–");
    assertThat(NumberText.interval(1, Double.NaN, 1)).isEqualTo("–");
  }

  @Test
  void usesATrueMinusSignAndNoNegativeZero() {
    assertThat(NumberText.fixed(-12.345, 2)).isEqualTo("−12.35");
    assertThat(NumberText.fixed(-0.001, 2)).isEqualTo("0.00");
  }

  @Test
  void keepsAboutThreeDigits() {
    assertThat(NumberText.significant(0.41234)).isEqualTo("0.412");
    assertThat(NumberText.significant(4.1234)).isEqualTo("4.12");
    assertThat(NumberText.significant(12345.6)).isEqualTo("12,346");
    assertThat(NumberText.significant(0.00001)).isEqualTo("1.00e-05");
  }

  @Test
  void shortensLongTicksByTheLargestOfTheirAxis() {
    assertThat(NumberText.tick(50_000, 50_000, 150_000)).isEqualTo("50 k");
    assertThat(NumberText.tick(500_000, 500_000, 2_000_000)).isEqualTo("0.5 M");
    assertThat(NumberText.tick(0.05, 0.05, 0.2)).isEqualTo("0.05");
    assertThat(NumberText.tick(-20, 10, 20)).isEqualTo("−20");
    assertThat(NumberText.tick(0, 50_000, 150_000)).isEqualTo("0");
  }

  @Test
  void agreesNounsWithCounts() {
    assertThat(NumberText.counted(1, "window")).isEqualTo("1 window");
    assertThat(NumberText.counted(29_684, "window")).isEqualTo("29,684 windows");
  }
}
