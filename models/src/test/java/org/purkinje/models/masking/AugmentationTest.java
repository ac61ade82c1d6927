package org.purkinje.models.masking;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.purkinje.biosignal.signal.SignalKind;
import org.purkinje.models.m2ae.SyntheticWindows;

class AugmentationTest {
  private static final double FS = 125;
  private static final float[] ECG = SyntheticWindows.beats(17, 0.03);

  @Test
  void dependsOnNothingButTheSeedAndTheSignal() {
    float[] augmented = Augmentation.apply(ECG, SignalKind.ECG, 5, FS);
    assertThat(Augmentation.apply(ECG, SignalKind.ECG, 5, FS)).isEqualTo(augmented);
    assertThat(Augmentation.apply(ECG, SignalKind.ECG, 6, FS)).isNotEqualTo(augmented);
    assertThat(Augmentation.apply(ECG, SignalKind.PPG, 5, FS)).isNotEqualTo(augmented);
  }

  @Test
  void keepsTheBeatsRecognisableAtSomeShiftOfAtMostHalfASecond() {
    int flipped = 0;
    for (long seed = 0; seed < 200; seed++) {
      float[] augmented = Augmentation.apply(ECG, SignalKind.ECG, seed, FS);
      double best = 0;
      for (int shift = -63; shift <= 63; shift++) {
        double r = correlation(ECG, augmented, shift);
        best = Math.abs(r) > Math.abs(best) ? r : best;
      }
      assertThat(Math.abs(best)).as("seed %d", seed).isGreaterThan(0.6);
      flipped += best < 0 ? 1 : 0;
      for (float sample : augmented) {
        assertThat(sample).isBetween(-6f, 6f);
      }
    }
    assertThat(flipped).isBetween(3, 25);
  }

  private static double correlation(float[] a, float[] b, int shift) {
    double ab = 0;
    double aa = 0;
    double bb = 0;
    for (int i = 100; i < a.length - 100; i++) {
      ab += a[i] * b[i + shift];
      aa += a[i] * a[i];
      bb += b[i + shift] * b[i + shift];
    }
    return ab / Math.sqrt(aa * bb);
  }
}
