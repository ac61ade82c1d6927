package org.purkinje.biosignal.attractor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class AttractorFeaturesTest {

  private static final double FS = 125;

  @Test
  void hasOneValuePerName() {
    assertThat(AttractorFeatures.NAMES).hasSize(9).doesNotHaveDuplicates();
    assertThat(of(pulses(), 0.8).toArray()).hasSize(9);
  }

  /** Oracle: a sine does not diverge, recurs always, and projects to a circle of area 3π. */
  @Test
  void measuresASineAsItsClosedFormSays() {
    AttractorFeatures sine = of(Trajectories.sine(1_250, 96), 0.768);
    assertThat(sine.csi().lambdaMax()).isCloseTo(0, within(0.05));
    assertThat(sine.csi().determinism()).isGreaterThan(0.98);
    assertThat(sine.area()).isCloseTo(3 * Math.PI, within(0.05));
    assertThat(sine.elongation()).isCloseTo(1, within(0.02));
    assertThat(sine.meanRadius()).isCloseTo(Math.sqrt(3), within(0.01));
    assertThat(sine.thickness()).isCloseTo(0, within(0.01));
    // A delay of a quarter: dY/dt = 2π/T · √2 (cos, -sin, -cos), so its length is an integral.
    double speed = 0;
    for (int i = 0; i < 9_600; i++) {
      double cos = Math.cos(2 * Math.PI * i / 9_600);
      speed += 2 * Math.PI / 0.768 * Math.sqrt(2 * (1 + cos * cos)) / 9_600;
    }
    double share = (1_250 - 48 - 1) / 1_250.0;
    assertThat(sine.pathLengthPerSecond()).isCloseTo(speed * share, within(0.05));
  }

  /** Noise parts neighbours at once, so that from 0.1 s on they part no more. */
  @Test
  void tellsNoiseFromPulses() {
    AttractorFeatures noise = of(Trajectories.gaussianNoise(1_250, 7), 0.8);
    AttractorFeatures pulses = of(pulses(), 0.8);
    assertThat(noise.csi().determinism()).isLessThan(0.01);
    assertThat(pulses.csi().determinism()).isGreaterThan(0.9);
    assertThat(noise.thickness()).isGreaterThan(5 * pulses.thickness());
    assertThat(noise.pathLengthPerSecond()).isGreaterThan(5 * pulses.pathLengthPerSecond());
  }

  @Test
  void dependsOnNeitherGainNorOffset() {
    double[] x = pulses();
    double[] scaled = Arrays.stream(x).map(value -> 0.003 * value + 40).toArray();
    assertThat(of(scaled, 0.8).toArray()).containsExactly(of(x, 0.8).toArray(), within(1e-6));
  }

  @Test
  void givesTheSameBitsAgain() {
    assertThat(of(pulses(), 0.8).toArray()).isEqualTo(of(pulses(), 0.8).toArray());
  }

  /** Of a period of 4 s the information falls for a second. */
  @Test
  void delaysByAThirdOfTheCycleWhereThereIsNoMinimum() {
    Attractor slow = Attractor.of(Trajectories.sine(2_500, 500), FS, 0.9);
    assertThat(slow.delaySeconds()).isCloseTo(0.3, within(1 / FS));
    Attractor fast = Attractor.of(Trajectories.sine(1_250, 100), FS, 0.8);
    assertThat(fast.delaySeconds()).isCloseTo(0.2, within(1 / FS));
  }

  @Test
  void takesThreeDimensionsWhereNoneUnfolds() {
    assertThat(Attractor.of(Trajectories.gaussianNoise(1_250, 7), FS, 0.8).dimension())
        .isEqualTo(3);
    assertThat(Attractor.of(pulses(), FS, 0.8).dimension()).isEqualTo(3);
  }

  @Test
  void measuresTheShortestSignalThatItTakes() {
    int shortest = (int) Math.ceil(Attractor.minSeconds(0.8) * FS);
    double[] x = Arrays.copyOf(pulses(), shortest);
    assertThat(Arrays.stream(of(x, 0.8).toArray()).allMatch(Double::isFinite)).isTrue();
    assertThatThrownBy(() -> of(Arrays.copyOf(x, shortest - 1), 0.8))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a signal of cycles of 0.800 s must be at least 2.980 s long, got 2.976 s");
    assertThatThrownBy(() -> Attractor.of(x, 20, 0.8))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("fs must be at least 25.0 Hz and the cycle above 0 s, got 20.0 and 0.8");
  }

  /** By hand: 1/3 of 1, 1 and 1; of e⁻¹, ½ and 0. A negative exponent is as good as none. */
  @Test
  void addsUpTheIndex() {
    assertThat(new Csi(0, 1, 0.5).value()).isCloseTo(1, within(1e-12));
    assertThat(new Csi(-3, 1, 0.5).value()).isCloseTo(1, within(1e-12));
    assertThat(new Csi(2, 0.5, 1).value()).isCloseTo((Math.exp(-1) + 0.5) / 3, within(1e-12));
  }

  private static AttractorFeatures of(double[] x, double cycleSeconds) {
    return AttractorFeatures.of(Attractor.of(x, FS, cycleSeconds));
  }

  /** Pulses of about 0.8 s, each with a dicrotic wave and of another length, and some noise. */
  private static double[] pulses() {
    double[] x = Trajectories.gaussianNoise(1_250, 11);
    double phase = 0;
    for (int i = 0; i < x.length; i++) {
      phase += 2 * Math.PI / (0.8 * FS) * (1 + 0.05 * Math.sin(i / 200.0));
      x[i] = Math.sin(phase) + 0.4 * Math.sin(2 * phase + 0.6) + 0.02 * x[i];
    }
    return x;
  }
}
