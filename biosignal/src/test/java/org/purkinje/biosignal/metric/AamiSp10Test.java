package org.purkinje.biosignal.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class AamiSp10Test {

  @Test
  void passesAConstantErrorOf3Mmhg() {
    AamiSp10 aami = AamiSp10.of(PressureCases.threePerSubject(85, i -> 3));
    assertThat(aami).isEqualTo(new AamiSp10(85, 255, 3, 0));
    assertThat(aami.verdict()).isEqualTo(Verdict.PASS);
  }

  @Test
  void failsErrorsThatAlternateBetweenPlusAndMinus9Mmhg() {
    AamiSp10 aami = AamiSp10.of(PressureCases.threePerSubject(86, i -> i % 2 == 0 ? 9 : -9));
    assertThat(aami.meMmhg()).isZero();
    assertThat(aami.sdMmhg()).isCloseTo(9, within(0.02));
    assertThat(aami.verdict()).isEqualTo(Verdict.FAIL);
  }

  @Test
  void keepsToBothLimitsInclusive() {
    assertThat(new AamiSp10(85, 255, -5, 8).verdict()).isEqualTo(Verdict.PASS);
    assertThat(new AamiSp10(85, 255, 5.01, 0).verdict()).isEqualTo(Verdict.FAIL);
    assertThat(new AamiSp10(85, 255, 0, 8.01).verdict()).isEqualTo(Verdict.FAIL);
  }

  @Test
  void givesNoVerdictOnTooSmallAStudy() {
    Verdict perfect = AamiSp10.of(PressureCases.threePerSubject(84, i -> 0)).verdict();
    assertThat(perfect).isEqualTo(Verdict.INSUFFICIENT_N);
    assertThat(perfect.label()).isEqualTo("insufficient n");
    assertThat(new AamiSp10(84, 5000, 20, 20).verdict()).isEqualTo(Verdict.INSUFFICIENT_N);
  }

  @Test
  void countsOnlySubjectsWithThreeReadings() {
    int[] subjects = new int[300];
    for (int i = 0; i < 300; i++) {
      subjects[i] = i < 168 ? i / 2 : 84 + (i - 168) / 4;
    }
    AamiSp10 aami = AamiSp10.of(PressureCases.of(subjects, new double[300]));
    assertThat(aami.countedSubjects()).isEqualTo(33);
    assertThat(aami.verdict()).isEqualTo(Verdict.INSUFFICIENT_N);
  }
}
