package org.purkinje.biosignal.synthesis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FaultScheduleTest {

  /** Bounds are four standard deviations of the Poisson counts around their expectation. */
  @Test
  void schedulesFaultsAtThePlannedRates() {
    SynthesisPlan plan = new SynthesisPlan(71, 100, 3_600, 250, 0, 0, 1, 6, 9, 0.25);
    assertThat(starts(plan, FaultKind.GAP)).isBetween(500L, 700L);
    assertThat(starts(plan, FaultKind.MOTION) + starts(plan, FaultKind.MUSCLE_NOISE))
        .isBetween(780L, 1_020L);
    assertThat(starts(plan, FaultKind.LEAD_OFF)).isBetween(24L, 26L);
    assertThat(starts(plan, FaultKind.MAINS_HUM)).isBetween(12L, 48L);
  }

  @Test
  void schedulesNothingForAPlanWithoutFaults() {
    SynthesisPlan plan = new SynthesisPlan(72, 50, 3_600, 250, 0, 0, 0, 0, 0, 0);
    assertThat(IntStream.range(0, 50).mapToObj(k -> FaultSchedule.draw(plan, k)))
        .allMatch(List::isEmpty);
  }

  @Test
  void hitsEverySignalWithGaps() {
    SynthesisPlan plan = new SynthesisPlan(73, 20, 3_600, 250, 0, 0, 0, 6, 0, 0);
    assertThat(faults(plan).map(Fault::channel).distinct())
        .containsExactlyInAnyOrderElementsOf(Arrays.asList(SyntheticChannel.values()));
  }

  /** Faults that begin together on several signals count once. */
  private static long starts(SynthesisPlan plan, FaultKind kind) {
    return IntStream.range(0, plan.subjects())
        .mapToLong(
            subject ->
                FaultSchedule.draw(plan, subject).stream()
                    .filter(fault -> fault.kind() == kind)
                    .mapToInt(Fault::startSample)
                    .distinct()
                    .count())
        .sum();
  }

  private static Stream<Fault> faults(SynthesisPlan plan) {
    return IntStream.range(0, plan.subjects())
        .boxed()
        .flatMap(subject -> FaultSchedule.draw(plan, subject).stream());
  }
}
