package org.purkinje.biosignal.pressure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.purkinje.biosignal.beat.Pulse;

class PulseArrivalTest {

  @Test
  void takesTheFirstPulseInTheSpanAfterEachRPeak() {
    List<Pulse> pulses =
        List.of(pulseFrom(4), pulseFrom(25), pulseFrom(40), pulseFrom(150), pulseFrom(260));
    assertThat(PulseArrival.find(new int[] {0, 100, 200}, pulses, 100, 0.08, 0.5))
        .containsExactly(new PulseArrival(0, 0.25, 0.35), new PulseArrival(1, 0.5, 0.6));
  }

  private static Pulse pulseFrom(int foot) {
    return new Pulse(foot, foot - 2, foot + 10, foot + 20);
  }
}
