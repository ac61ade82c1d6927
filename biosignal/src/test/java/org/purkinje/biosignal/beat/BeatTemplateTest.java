package org.purkinje.biosignal.beat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BeatTemplateTest {

  private static final double FS = 125;
  private static final int[] BEATS = IntStream.range(0, 12).map(i -> 60 + 100 * i).toArray();
  private static final double[] ECG = beatsOfOneShape();

  /** A bump at each beat that has gone where the next begins. */
  private static double[] beatsOfOneShape() {
    double[] window = new double[1250];
    for (int beat : BEATS) {
      for (int i = -40; i <= 40; i++) {
        window[beat + i] = Math.exp(-i * i / 50.0);
      }
    }
    return window;
  }

  @Test
  void isOneForBeatsOfOneShape() {
    assertThat(BeatTemplate.likeness(ECG, BEATS, FS)).isCloseTo(1, within(1e-12));
  }

  /** Oracle: noise of as much power as the beats leaves a correlation of √½ with these. */
  @Test
  void fallsWithNoise() {
    double sd = Math.sqrt(Arrays.stream(ECG).map(x -> x * x).average().orElseThrow());
    double last = 1;
    for (double ratio : new double[] {0.3, 1, 3}) {
      Random random = new Random(7);
      double[] noisy =
          Arrays.stream(ECG).map(x -> x + ratio * sd * random.nextGaussian()).toArray();
      double likeness = BeatTemplate.likeness(noisy, BEATS, FS);
      assertThat(likeness)
          .isLessThan(last)
          .isCloseTo(1 / Math.sqrt(1 + ratio * ratio), within(0.12));
      last = likeness;
    }
  }

  @Test
  void isNotShiftedByAFewEctopicBeats() {
    double[] ecg = ECG.clone();
    for (int beat : new int[] {BEATS[3], BEATS[6]}) {
      for (int i = beat - 30; i <= beat + 30; i++) {
        ecg[i] = -2 * Math.exp(-(i - beat) * (i - beat) / 200.0);
      }
    }
    assertThat(BeatTemplate.likeness(ecg, BEATS, FS)).isCloseTo(1, within(1e-12));
  }

  @Test
  void isZeroWithoutTwoBeatsOrVariation() {
    assertThat(BeatTemplate.likeness(ECG, new int[] {BEATS[3]}, FS)).isZero();
    assertThat(BeatTemplate.likeness(ECG, new int[] {3, 1245}, FS)).isZero();
    assertThat(BeatTemplate.likeness(new double[1250], BEATS, FS)).isZero();
  }
}
