package org.purkinje.models.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class LearningRateTest {

  @Test
  void risesToThePeakAndFallsToZero() {
    LearningRate rate = new LearningRate(0.4, 4, 104, LearningRate.Decay.COSINE);
    assertThat(rate.at(0)).isEqualTo(0.1);
    assertThat(rate.at(3)).isEqualTo(0.4);
    assertThat(rate.at(54)).isCloseTo(0.2, within(1e-12));
    assertThat(rate.at(104)).isZero();
    assertThat(rate.at(1000)).isZero();
  }

  @Test
  void risesToThePeakAndStays() {
    LearningRate rate = new LearningRate(0.4, 4, 104, LearningRate.Decay.CONSTANT);
    assertThat(rate.at(0)).isEqualTo(0.1);
    assertThat(rate.at(4)).isEqualTo(0.4);
    assertThat(rate.at(1000)).isEqualTo(0.4);
  }

  @Test
  void staysAtThePeakAndFallsOnALineInTheLastThreeTenths() {
    LearningRate rate = new LearningRate(0.4, 4, 100, LearningRate.Decay.TRAPEZOID);
    assertThat(rate.at(0)).isEqualTo(0.1);
    assertThat(rate.at(4)).isEqualTo(0.4);
    assertThat(rate.at(70)).isEqualTo(0.4);
    assertThat(rate.at(85)).isCloseTo(0.2, within(1e-12));
    assertThat(rate.at(97)).isCloseTo(0.04, within(1e-12));
    assertThat(rate.at(100)).isZero();
    assertThat(rate.at(1000)).isZero();
  }

  @Test
  void refusesAWarmupThatReachesIntoTheFall() {
    assertThatThrownBy(() -> new LearningRate(1e-3, 71, 100, LearningRate.Decay.TRAPEZOID))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "warm-up must end before the last 0.3 of 100 steps, in which the rate falls, got 71 steps");
  }

  @Test
  void staysAtAConstantRate() {
    assertThat(LearningRate.constant(1e-3).at(12_345)).isEqualTo(1e-3);
  }

  @Test
  void refusesMoreWarmupThanSteps() {
    assertThatThrownBy(() -> new LearningRate(1e-3, 11, 10, LearningRate.Decay.COSINE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("warm-up steps must be 0 to the total of 10, got 11");
  }

  @Test
  void refusesADecayWithoutEnd() {
    assertThatThrownBy(() -> new LearningRate(1e-3, 0, 0, LearningRate.Decay.COSINE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a rate that decays must end, got 0 steps; take a constant rate");
  }
}
