package org.purkinje.biosignal.beat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class PulseTemplateTest {

  private static final double[] TWO_PULSES = {0, 2, 1, 0, 4, 2, 0};

  @Test
  void averagesThePulsesThatLieWhollyInside() {
    List<Pulse> pulses = List.of(pulseAt(0), pulseAt(3), pulseAt(6));
    PulseTemplate template = PulseTemplate.of(TWO_PULSES, pulses, 3);
    assertThat(template.mean()).containsExactly(0, 3, 1.5);
    assertThat(template.pulses()).isEqualTo(2);
    assertThat(template.meanCorrelation()).isCloseTo(1, within(1e-12));
  }

  @Test
  void hasNoCorrelationWithoutPulses() {
    assertThat(PulseTemplate.of(TWO_PULSES, List.of(), 3).meanCorrelation()).isNaN();
  }

  private static Pulse pulseAt(int minimum) {
    return new Pulse(minimum, minimum, minimum + 1, minimum + 1);
  }
}
