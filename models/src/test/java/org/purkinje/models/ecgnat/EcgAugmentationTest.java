package org.purkinje.models.ecgnat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.bytedeco.javacpp.PointerScope;
import org.junit.jupiter.api.Test;
import org.purkinje.models.layer.Tensors;

class EcgAugmentationTest {

  private static final int SAMPLES = EcgWindow.SAMPLES;
  private static final int LENGTH = 12 * SAMPLES;

  /**
   * A window of zeros shows the wander alone, one of ones the gain where it was not shifted out.
   */
  @Test
  void staysWithinItsRanges() {
    for (long seed = 0; seed < 40; seed++) {
      float[] wander = augmented(new float[LENGTH], all(), seed, 1);
      float[] ones = new float[LENGTH];
      Arrays.fill(ones, 1);
      float[] lifted = augmented(ones, all(), seed, 1);
      int zeros = 0;
      double gain = lifted[SAMPLES / 2] - wander[SAMPLES / 2];
      for (int i = 0; i < LENGTH; i++) {
        assertThat(Math.abs(wander[i])).isLessThanOrEqualTo(0.3f);
        zeros += i < SAMPLES && lifted[i] == wander[i] ? 1 : 0;
      }
      assertThat(gain).isBetween(0.8 - 1e-6, 1.2 + 1e-6);
      assertThat(zeros).isLessThanOrEqualTo(256);
      // The lead I and the lead V6 are seen by one gain.
      assertThat((double) lifted[11 * SAMPLES + SAMPLES / 2] - wander[11 * SAMPLES + SAMPLES / 2])
          .isCloseTo(gain, within(1e-6));
    }
  }

  /** Below 0.5 Hz a second changes a sum of sines by less than its bound times 2π · 0.5. */
  @Test
  void wandersSlowly() {
    float[] wander = augmented(new float[LENGTH], all(), 3, 1);
    for (int i = 1; i < SAMPLES; i++) {
      assertThat(Math.abs(wander[i] - wander[i - 1])).isLessThan((float) (0.3 * Math.PI / 256));
    }
  }

  /** So nothing of a hidden sample reaches another. */
  @Test
  void makesEachSampleOfOneSample() {
    float[] x = new float[LENGTH];
    float[] changed = x.clone();
    changed[5 * SAMPLES + 1000] = 7;
    float[] before = augmented(x, all(), 11, 1);
    float[] after = augmented(changed, all(), 11, 1);
    int differing = 0;
    for (int i = 0; i < LENGTH; i++) {
      if (before[i] != after[i]) {
        differing++;
        assertThat(i / SAMPLES).isEqualTo(5);
        assertThat(i % SAMPLES).isBetween(1000 - 256, 1000 + 256);
      }
    }
    assertThat(differing).isEqualTo(1);
  }

  @Test
  void leavesAbsentLeadsAndStrengthZeroAlone() {
    boolean[] present = all();
    present[2] = false;
    float[] wander = augmented(new float[LENGTH], present, 5, 1);
    assertThat(Arrays.copyOfRange(wander, 2 * SAMPLES, 3 * SAMPLES)).containsOnly(0);
    // What the other leads see does not depend on it.
    assertThat(Arrays.copyOfRange(wander, 3 * SAMPLES, LENGTH))
        .isEqualTo(
            Arrays.copyOfRange(augmented(new float[LENGTH], all(), 5, 1), 3 * SAMPLES, LENGTH));
    float[] x = new float[LENGTH];
    x[77] = 1;
    assertThat(augmented(x, all(), 5, 0)).isEqualTo(x);
  }

  @Test
  void refusesStrengthsOutOfRange() {
    assertThatThrownBy(() -> new EcgAugmentation(1.5))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("augmentation must be 0 to 1, got 1.5");
  }

  private static float[] augmented(float[] x, boolean[] present, long seed, double strength) {
    try (PointerScope scope = new PointerScope()) {
      return Tensors.toFloats(
          new EcgAugmentation(strength)
              .apply(Tensors.of(x, 1, 12, SAMPLES), present, new long[] {seed}));
    }
  }

  private static boolean[] all() {
    boolean[] present = new boolean[12];
    Arrays.fill(present, true);
    return present;
  }
}
