package org.purkinje.biosignal.pressure.grade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class Ieee1708GradeTest {

  @Test
  void gradesByTheMeanAbsoluteError() {
    assertThat(Ieee1708Grade.of(5)).isEqualTo(Ieee1708Grade.A);
    assertThat(Ieee1708Grade.of(5.01)).isEqualTo(Ieee1708Grade.B);
    assertThat(Ieee1708Grade.of(6)).isEqualTo(Ieee1708Grade.B);
    assertThat(Ieee1708Grade.of(6.99)).isEqualTo(Ieee1708Grade.C);
    assertThat(Ieee1708Grade.of(7)).isEqualTo(Ieee1708Grade.D);
  }

  @Test
  void refusesWhatIsNoAbsoluteError() {
    assertThatThrownBy(() -> Ieee1708Grade.of(-1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("mean absolute error must be at least 0 mmHg, got -1.0");
  }
}
