package org.purkinje.biosignal.pressure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.purkinje.biosignal.beat.Pulse;
import org.purkinje.biosignal.beat.PulseTemplate;

class BloodPressureFeaturesTest {

  @Test
  void hasOneValuePerName() {
    assertThat(triangle().toArray()).hasSize(BloodPressureFeatures.NAMES.size());
    assertThat(BloodPressureFeatures.NAMES).hasSize(18).doesNotHaveDuplicates();
  }

  @Test
  void measuresATriangularPulse() {
    BloodPressureFeatures features = triangle();
    assertThat(features.patSeconds()).isCloseTo(0.3, within(1e-12));
    assertThat(features.patSdSeconds()).isCloseTo(0.1, within(1e-12));
    assertThat(features.heartRateBpm()).isEqualTo(75);
    assertThat(features.shape().riseSeconds()).isEqualTo(0.2);
    assertThat(features.shape().width50Seconds()).isEqualTo(0.6);
    assertThat(features.shape().halfFallSeconds()).isEqualTo(0.5);
    assertThat(features.shape().upstrokePerSecond()).isCloseTo(5, within(1e-12));
    assertThat(features.shape().area()).isCloseTo(0.5, within(1e-12));
  }

  /** 10 Hz: two samples up, eight down. */
  private static BloodPressureFeatures triangle() {
    double[] pulse = {0, 1, 2, 1.75, 1.5, 1.25, 1, 0.75, 0.5, 0.25};
    return BloodPressureFeatures.of(
        pulse,
        List.of(new Pulse(0, 0, 1, 2)),
        new PulseTemplate(pulse, 1, 1),
        new double[] {0.8, 0.8},
        List.of(new PulseArrival(0, 0.2, 0.3), new PulseArrival(0.8, 0.4, 0.5)),
        10);
  }
}
