package org.purkinje.biosignal.synthesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SynthesisPlanTest {

  @Test
  void countsTheSamplesOfARecording() {
    assertThat(SynthesisPlan.cleanSinus(1, 1, 10, 360).samples()).isEqualTo(3_600);
  }

  @Test
  void refusesSettingsOutOfRange() {
    assertThatThrownBy(() -> SynthesisPlan.cleanSinus(1, 0, 10, 250))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("subjects must be 1 to 2147483647, got 0");
    assertThatThrownBy(() -> SynthesisPlan.cleanSinus(1, 1, 10, 20))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("fs must be 50 to 2000, got 20");
    assertThatThrownBy(() -> new SynthesisPlan(1, 1, 10, 250, 0, 0.3, 0, 0, 0, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("ectopic beat ratio must be 0 to 0.2, got 0.3");
    assertThatThrownBy(() -> new SynthesisPlan(1, 1, 10, 250, 0, 0, Double.NaN, 0, 0, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("noise level must be 0 to 10, got NaN");
  }
}
