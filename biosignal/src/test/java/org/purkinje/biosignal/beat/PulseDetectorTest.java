package org.purkinje.biosignal.beat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.purkinje.biosignal.filter.Standardisation;

class PulseDetectorTest {

  @Test
  void findsFeetByIntersectingTangents() {
    // Straight upstrokes of 25 samples from 100 k, straight falls of 75: the foot is the corner.
    double[] x = new double[1250];
    for (int i = 0; i < x.length; i++) {
      int phase = i % 100;
      x[i] = phase < 25 ? phase / 25.0 : (100 - phase) / 75.0;
    }
    List<Pulse> pulses = new PulseDetector(125).detect(Standardisation.of(x).apply(x));
    assertThat(pulses).hasSize(13);
    for (int k = 0; k < pulses.size(); k++) {
      assertThat(pulses.get(k).footSamples()).isCloseTo(100.0 * k, within(1e-9));
      assertThat(pulses.get(k).minimum()).isEqualTo(100 * k);
      assertThat(pulses.get(k).peak()).isEqualTo(100 * k + 25);
    }
  }

  @Test
  void findsNothingInAFlatSignal() {
    assertThat(new PulseDetector(125).detect(new double[1250])).isEmpty();
  }
}
