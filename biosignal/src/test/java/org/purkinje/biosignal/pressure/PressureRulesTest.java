package org.purkinje.biosignal.pressure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.purkinje.biosignal.window.WindowRule;

class PressureRulesTest {

  @Test
  void changesOnlyTheLongestArrivalTime() {
    PressureRules published = PressureRules.published();
    PressureRules wider = published.withMaxPatSeconds(0.7);
    assertThat(wider.pulse().patSeconds().max()).isEqualTo(0.7);
    assertThat(wider.withMaxPatSeconds(0.5)).isEqualTo(published);
  }

  @Test
  void refusesLimitsThatAreCrossed() {
    assertThatThrownBy(() -> PressureRules.published().withMaxPatSeconds(0.05))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("limits must be in ascending order, got 0.08 and 0.05");
  }

  @Test
  void namesEveryRule() {
    assertThat(WindowRule.HR_MISMATCH.label()).isEqualTo("hr mismatch");
    assertThat(WindowRule.ABSENT.label()).isEqualTo("absent");
  }
}
