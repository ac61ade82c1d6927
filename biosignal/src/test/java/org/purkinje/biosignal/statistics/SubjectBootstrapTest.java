package org.purkinje.biosignal.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SubjectBootstrapTest {

  @Test
  void coversTheMeanAsTheNormalApproximationDoes() {
    // 400 subjects valued 0 or 1: the SE of their mean is 0.025.
    ConfidenceInterval interval =
        new SubjectBootstrap(4000, 0.95, 17)
            .interval(400, drawn -> Arrays.stream(drawn).map(s -> s % 2).average().orElseThrow());
    assertThat(interval.low()).isCloseTo(0.5 - 1.96 * 0.025, within(0.004));
    assertThat(interval.high()).isCloseTo(0.5 + 1.96 * 0.025, within(0.004));
    assertThat(interval.undefined()).isZero();
  }

  @Test
  void drawsTheSameSubjectsFromTheSameSeed() {
    SubjectBootstrap bootstrap = new SubjectBootstrap(50, 0.9, 3);
    ConfidenceInterval once = bootstrap.interval(20, drawn -> Arrays.stream(drawn).sum());
    assertThat(bootstrap.interval(20, drawn -> Arrays.stream(drawn).sum())).isEqualTo(once);
    assertThat(new SubjectBootstrap(50, 0.9, 4).interval(20, drawn -> Arrays.stream(drawn).sum()))
        .isNotEqualTo(once);
  }

  @Test
  void countsResamplesWithoutAValue() {
    ConfidenceInterval never = new SubjectBootstrap(10, 0.95, 1).interval(3, drawn -> Double.NaN);
    assertThat(never).isEqualTo(new ConfidenceInterval(Double.NaN, Double.NaN, 10));
    ConfidenceInterval single = new SubjectBootstrap(10, 0.95, 1).interval(1, drawn -> drawn[0]);
    assertThat(single).isEqualTo(new ConfidenceInterval(0, 0, 0));
  }

  @Test
  void refusesImpossibleSettings() {
    assertThatThrownBy(() -> new SubjectBootstrap(0, 0.95, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("resamples must be at least 1, got 0");
    assertThatThrownBy(() -> new SubjectBootstrap(10, 95, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("confidence must lie between 0 and 1, got 95.0");
    assertThatThrownBy(() -> new SubjectBootstrap(10, 0.95, 1).interval(0, drawn -> 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("subjects must be at least 1, got 0");
  }
}
