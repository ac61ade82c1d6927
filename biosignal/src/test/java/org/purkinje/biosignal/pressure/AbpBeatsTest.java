package org.purkinje.biosignal.pressure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class AbpBeatsTest {

  private static final double FS = 125;

  @Test
  void readsSystolicAndDiastolicPressureFromASyntheticWave() {
    PressureReference reference = PressureReference.of(AbpBeats.find(wave(120, 80), FS));
    assertThat(reference.sbpMmhg()).isCloseTo(120, within(0.5));
    assertThat(reference.dbpMmhg()).isCloseTo(80, within(0.5));
    assertThat(reference.pulsePressureMmhg()).isCloseTo(40, within(0.5));
    assertThat(reference.beats()).isEqualTo(12);
  }

  @Test
  void leavesOutTheFirstPeakAsItHasNoMinimumBeforeIt() {
    List<AbpBeat> beats = AbpBeats.find(wave(120, 80), FS);
    assertThat(beats.get(0).peakSample()).isGreaterThan(100);
  }

  @Test
  void takesWavesUnder10MmhgForNoise() {
    PressureReference reference = PressureReference.of(AbpBeats.find(wave(84, 80), FS));
    assertThat(reference.beats()).isZero();
    assertThat(reference.sbpMmhg()).isNaN();
  }

  /** 10 s of beats 0.75 s apart: a rising quarter and a falling rest of a cosine. */
  private static double[] wave(double sbp, double dbp) {
    double[] x = new double[1250];
    for (int i = 0; i < x.length; i++) {
      double phase = i / FS / 0.75 % 1;
      double angle = phase < 0.25 ? Math.PI * (1 - 4 * phase) : Math.PI * (phase - 0.25) / 0.75;
      x[i] = dbp + (sbp - dbp) * (1 + Math.cos(angle)) / 2;
    }
    return x;
  }
}
