package org.purkinje.models.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class WarmupCosineTest {

  @Test
  void risesToThePeakAndFallsToZero() {
    WarmupCosine rate = new WarmupCosine(0.4, 4, 104);
    assertThat(rate.valueAt(0, 0)).isEqualTo(0.1);
    assertThat(rate.valueAt(3, 0)).isEqualTo(0.4);
    assertThat(rate.valueAt(54, 0)).isCloseTo(0.2, within(1e-12));
    assertThat(rate.valueAt(104, 0)).isZero();
    assertThat(rate.valueAt(1000, 0)).isZero();
  }

  @Test
  void staysAtAConstantRate() {
    assertThat(WarmupCosine.constant(1e-3).valueAt(12_345, 6)).isEqualTo(1e-3);
  }

  @Test
  void refusesMoreWarmupThanSteps() {
    assertThatThrownBy(() -> new WarmupCosine(1e-3, 11, 10))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("warm-up steps must be 0 to the total of 10, got 11");
  }
}
