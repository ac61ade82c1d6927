package org.purkinje.biosignal.pressure.grade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class Iso81060Criterion2Test {

  @Test
  void lowersTheLimitWithTheMeanError() {
    assertThat(Iso81060Criterion2.limitMmhg(0)).isEqualTo(6.95);
    assertThat(Iso81060Criterion2.limitMmhg(-3)).isEqualTo(6.25);
    assertThat(Iso81060Criterion2.limitMmhg(4.5)).isCloseTo((5.64 + 4.79) / 2, within(1e-12));
    assertThat(Iso81060Criterion2.limitMmhg(5)).isCloseTo(4.79, within(1e-12));
    assertThat(Iso81060Criterion2.limitMmhg(5.1)).isNaN();
  }

  @Test
  void looksAtTheMeanErrorOfEachSubjectOnly() {
    PressurePairs wideInside =
        PressureCases.threePerSubject(85, i -> i % 3 == 0 ? 30 : i % 3 == 1 ? -30 : 3);
    Iso81060Criterion2 criterion = Iso81060Criterion2.of(wideInside);
    assertThat(criterion.meMmhg()).isCloseTo(1, within(1e-12));
    assertThat(criterion.sdMmhg()).isCloseTo(0, within(1e-12));
    assertThat(criterion.isWithinLimits()).isTrue();
  }

  @Test
  void keepsToTheLimitInclusive() {
    assertThat(new Iso81060Criterion2(1, 6.87).isWithinLimits()).isTrue();
    assertThat(new Iso81060Criterion2(1, 6.88).isWithinLimits()).isFalse();
    assertThat(new Iso81060Criterion2(5.1, 0).isWithinLimits()).isFalse();
  }
}
