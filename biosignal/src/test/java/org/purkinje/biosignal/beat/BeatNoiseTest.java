package org.purkinje.biosignal.beat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BeatNoiseTest {

  private static final double FS = 125;
  private static final int[] R_PEAKS = IntStream.range(0, 12).map(i -> 60 + 100 * i).toArray();

  /** QRS complexes of 1 mV and T waves of 0.2 mV. */
  private static double[] ecg(int samples, double fs) {
    double[] ecg = new double[samples];
    for (int i = 0; i < samples; i++) {
      for (int peak : R_PEAKS) {
        double t = i / fs - peak / FS;
        ecg[i] += Math.exp(-t * t / 2e-4) + 0.2 * Math.exp(-(t - 0.3) * (t - 0.3) / 5e-3);
      }
    }
    return ecg;
  }

  @Test
  void isNearZeroWithoutNoise() {
    assertThat(BeatNoise.ratio(ecg(1250, FS), R_PEAKS, FS)).isLessThan(0.004);
  }

  /** Oracle: of white noise a mean over n samples leaves √(1 - 1/n) of its SD. */
  @Test
  void isTheNoiseOverTheAmplitude() {
    for (double sd : new double[] {0.02, 0.05, 0.1}) {
      Random random = new Random(11);
      double[] noisy =
          Arrays.stream(ecg(1250, FS)).map(x -> x + sd * random.nextGaussian()).toArray();
      assertThat(BeatNoise.ratio(noisy, R_PEAKS, FS))
          .isCloseTo(sd * Math.sqrt(1 - 1 / 5.0), within(0.15 * sd));
      double[] inMicrovolts = Arrays.stream(noisy).map(x -> 1000 * x).toArray();
      assertThat(BeatNoise.ratio(inMicrovolts, R_PEAKS, FS))
          .isCloseTo(BeatNoise.ratio(noisy, R_PEAKS, FS), within(1e-9));
    }
  }

  /**
   * An ectopic beat in the middle of an interval is one of eleven; a burst in most of them is not.
   */
  @Test
  void passesOverOneIntervalButNotOverMany() {
    double[] ectopic = ecg(1250, FS);
    for (int i = -6; i <= 6; i++) {
      ectopic[R_PEAKS[5] + 50 + i] -= 2 * Math.exp(-i * i / 8.0);
    }
    assertThat(BeatNoise.ratio(ectopic, R_PEAKS, FS)).isLessThan(0.02);
    double[] burst = ecg(1250, FS);
    for (int i = 400; i < 900; i++) {
      burst[i] += i % 2 == 0 ? 0.1 : -0.1;
    }
    assertThat(BeatNoise.ratio(burst, R_PEAKS, FS)).isGreaterThan(0.07);
  }

  /** Of 20 Hz a mean over some 40 ms leaves three quarters to five sixths. */
  @Test
  void doesNotDependOnTheRate() {
    for (double fs : new double[] {125, 256, 500}) {
      double[] ecg = ecg((int) (10 * fs), fs);
      for (int i = 0; i < ecg.length; i++) {
        ecg[i] += 0.1 * Math.sin(2 * Math.PI * 20 * i / fs);
      }
      int[] rPeaks = Arrays.stream(R_PEAKS).map(peak -> (int) (peak * fs / FS)).toArray();
      assertThat(BeatNoise.ratio(ecg, rPeaks, fs)).isCloseTo(0.052, within(0.006));
    }
  }

  @Test
  void isUnknownWithoutAnInterval() {
    assertThat(BeatNoise.ratio(ecg(1250, FS), new int[] {60}, FS)).isNaN();
    assertThat(BeatNoise.ratio(ecg(1250, FS), new int[] {60, 80}, FS)).isNaN();
    assertThat(BeatNoise.ratio(new double[1250], R_PEAKS, FS)).isNaN();
  }
}
