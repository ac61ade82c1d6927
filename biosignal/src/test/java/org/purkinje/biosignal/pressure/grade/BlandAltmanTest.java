package org.purkinje.biosignal.pressure.grade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class BlandAltmanTest {

  @Test
  void takesReadingsAsIndependentWhenPooled() {
    BlandAltman pooled = BlandAltman.pooled(PressureCases.of(new int[] {0, 0, 1, 1}, 1, 3, 5, 7));
    assertThat(pooled.biasMmhg()).isCloseTo(4, within(1e-12));
    assertThat(pooled.sdMmhg()).isCloseTo(Math.sqrt(20.0 / 3), within(1e-12));
  }

  @Test
  void addsVarianceBetweenAndWithinSubjects() {
    // Within 2, mean squares between 16: between (16 - 2) / 2 = 7, together 9.
    BlandAltman repeated =
        BlandAltman.repeatedMeasures(PressureCases.of(new int[] {0, 0, 1, 1}, 1, 3, 5, 7));
    assertThat(repeated.sdMmhg()).isCloseTo(3, within(1e-12));
    assertThat(repeated.lowerLimitMmhg()).isCloseTo(4 - 5.88, within(1e-12));
    assertThat(repeated.upperLimitMmhg()).isCloseTo(4 + 5.88, within(1e-12));
  }

  @Test
  void weighsUnequalNumbersOfReadings() {
    // Within 8 / 2 = 4, between (18.75 - 4) / 1.5.
    BlandAltman repeated =
        BlandAltman.repeatedMeasures(PressureCases.of(new int[] {0, 0, 0, 1}, 1, 3, 5, 8));
    assertThat(repeated.biasMmhg()).isCloseTo(4.25, within(1e-12));
    assertThat(repeated.sdMmhg()).isCloseTo(Math.sqrt(4 + 14.75 / 1.5), within(1e-12));
  }

  @Test
  void takesANegativeVarianceBetweenSubjectsForZero() {
    BlandAltman repeated =
        BlandAltman.repeatedMeasures(PressureCases.of(new int[] {0, 0, 1, 1}, -3, 3, -3, 3));
    assertThat(repeated.sdMmhg()).isCloseTo(Math.sqrt(18), within(1e-12));
  }

  @Test
  void refusesReadingsThatSayNothingAboutSpreadWithinSubjects() {
    assertThatThrownBy(() -> BlandAltman.repeatedMeasures(PressureCases.of(new int[] {0, 1}, 1, 2)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "variance components need 2 subjects and more readings than subjects, got 2 and 2");
  }
}
