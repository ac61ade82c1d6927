package org.purkinje.biosignal.signal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class AdcScaleTest {

  private static final int MISSING = -32768;

  @Test
  void eachSampleIsScaledByItselfWhereverItLies() {
    AdcScale scale = new AdcScale(200, 17, "mV");
    int[] digital = new int[5000];
    for (int i = 0; i < digital.length; i++) {
      digital[i] = i % 1000 == 23 ? MISSING : (i * 7919) % 4001 - 2000;
    }
    double[] physical = new double[4100];
    Arrays.fill(physical, 9);
    scale.toPhysical(digital, MISSING, 321, physical, 45, 4000);

    double[] expected = new double[4100];
    Arrays.fill(expected, 9);
    for (int i = 0; i < 4000; i++) {
      int stored = digital[321 + i];
      expected[45 + i] = stored == MISSING ? Double.NaN : (stored - 17) / 200.0;
    }
    assertThat(Arrays.equals(physical, expected)).isTrue();
  }
}
