package org.purkinje.biosignal.pressure.grade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class AamiSp10Test {

  @Test
  void measuresAConstantErrorOf3Mmhg() {
    AamiSp10 aami = AamiSp10.of(PressureCases.threePerSubject(85, i -> 3));
    assertThat(aami).isEqualTo(new AamiSp10(3, 0));
    assertThat(aami.isWithinLimits()).isTrue();
  }

  @Test
  void measuresErrorsThatAlternateBetweenPlusAndMinus9Mmhg() {
    AamiSp10 aami = AamiSp10.of(PressureCases.threePerSubject(86, i -> i % 2 == 0 ? 9 : -9));
    assertThat(aami.meMmhg()).isZero();
    assertThat(aami.sdMmhg()).isCloseTo(9, within(0.02));
    assertThat(aami.isWithinLimits()).isFalse();
  }

  @Test
  void keepsToBothLimitsInclusive() {
    assertThat(new AamiSp10(-5, 8).isWithinLimits()).isTrue();
    assertThat(new AamiSp10(5.01, 0).isWithinLimits()).isFalse();
    assertThat(new AamiSp10(0, 8.01).isWithinLimits()).isFalse();
  }
}
