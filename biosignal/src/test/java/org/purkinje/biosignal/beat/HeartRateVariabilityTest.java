package org.purkinje.biosignal.beat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

class HeartRateVariabilityTest {

  private static final double FS = 1_000;

  /**
   * RR 800 and 860 ms in turn, ten of each: SD with divisor 19, every difference 60 ms, so above
   * 50.
   */
  @Test
  void measuresAnAlternationAsItsClosedFormSays() {
    HeartRateVariability found = of(20, i -> i % 2 == 0 ? 0.8 : 0.86);
    assertThat(found.meanNnMs()).isCloseTo(830, within(1e-9));
    assertThat(found.sdnnMs()).isCloseTo(30 * Math.sqrt(20.0 / 19), within(1e-9));
    assertThat(found.rmssdMs()).isCloseTo(60, within(1e-9));
    assertThat(found.pnn50Percent()).isEqualTo(100);
    assertThat(found.nnPercent()).isEqualTo(100);
  }

  /** A ramp of 10 ms a beat: SD of 0, 10 … 90 ms with divisor 9, differences of 10 ms. */
  @Test
  void measuresARamp() {
    HeartRateVariability found = of(10, i -> 0.8 + 0.01 * i);
    assertThat(found.sdnnMs()).isCloseTo(10 * Math.sqrt(82.5 / 9), within(1e-9));
    assertThat(found.rmssdMs()).isCloseTo(10, within(1e-9));
    assertThat(found.pnn50Percent()).isZero();
  }

  @Test
  void hasNoVariabilityInAnEvenRhythm() {
    assertThat(of(12, i -> 1).toArray()).containsExactly(1_000, 0, 0, 0, 100);
    assertThat(HeartRateVariability.NAMES).hasSize(5);
  }

  /** One ectopic beat, 0.5 s after the one before and 1.1 s before the next. */
  @Test
  void leavesOutAnEctopicBeatAndThePauseAfterIt() {
    HeartRateVariability found = of(20, i -> i == 9 ? 0.5 : i == 10 ? 1.1 : 0.8);
    assertThat(found.sdnnMs()).isCloseTo(0, within(1e-9));
    assertThat(found.rmssdMs()).isCloseTo(0, within(1e-9));
    assertThat(found.nnPercent()).isEqualTo(90);
  }

  /** A missed beat makes one interval of two, a false one two of one. */
  @Test
  void leavesOutWhatADetectorMissedOrMadeUp() {
    assertThat(of(20, i -> i == 0 ? 1.6 : 0.8).nnPercent()).isEqualTo(95);
    assertThat(of(20, i -> i == 18 ? 0.35 : i == 19 ? 0.45 : 0.8).nnPercent()).isEqualTo(90);
  }

  /** The 30 ms between the two sides of the ectopic beat are no successive difference. */
  @Test
  void takesNoDifferenceOverAnIntervalThatIsLeftOut() {
    HeartRateVariability found = of(20, i -> i == 9 ? 0.4 : i < 9 ? 0.8 : 0.83);
    assertThat(found.nnPercent()).isEqualTo(95);
    assertThat(found.rmssdMs()).isCloseTo(0, within(1e-9));
    assertThat(found.sdnnMs()).isGreaterThan(10);
  }

  @Test
  void isEmptyOfTooFewBeatsAndOfARhythmWithoutNormalOnes() {
    assertThat(HeartRateVariability.of(new int[0], FS)).isEmpty();
    assertThat(HeartRateVariability.of(rPeaks(3, i -> 0.8), FS)).isEmpty();
    assertThat(HeartRateVariability.of(rPeaks(4, i -> 0.8), FS)).isPresent();
    double[] irregular = {0.5, 0.9, 0.4, 1.2, 0.7, 1.4};
    assertThat(HeartRateVariability.of(rPeaks(30, i -> irregular[i % 6]), FS)).isEmpty();
    assertThat(HeartRateVariability.of(rPeaks(30, i -> 2.5), FS)).isEmpty();
    // Eight even intervals and forty that are irregular.
    assertThat(HeartRateVariability.of(rPeaks(48, i -> i < 8 ? 0.8 : irregular[i % 6]), FS))
        .isEmpty();
  }

  /** Oracle: 30 ms at 0.25 Hz are 450 ms² of HF, 40 ms at 0.1 Hz are 800 ms² of LF. */
  @Test
  void tellsThePowerOfModulatedIntervals() {
    HeartRateSpectrum fast = spectrum(0.03, 0.25);
    assertThat(fast.hfMs2()).isCloseTo(450, within(30.0));
    assertThat(fast.lfMs2()).isLessThan(20);
    HeartRateSpectrum slow = spectrum(0.04, 0.1);
    assertThat(slow.lfMs2()).isCloseTo(800, within(50.0));
    assertThat(slow.hfMs2()).isLessThan(30);
    assertThat(slow.toArray()[2]).isEqualTo(slow.lfMs2() / slow.hfMs2());
    assertThat(HeartRateSpectrum.NAMES).hasSize(3);
  }

  private static HeartRateSpectrum spectrum(double amplitude, double hz) {
    int[] rPeaks = new int[400];
    double at = 0;
    for (int i = 1; i < rPeaks.length; i++) {
      // The interval that ends at an instant is that of the modulation there, but for one beat.
      at += 0.75 + amplitude * Math.sin(2 * Math.PI * hz * (at + 0.75));
      rPeaks[i] = (int) Math.round(at * FS);
    }
    return HeartRateSpectrum.of(rPeaks, FS).orElseThrow();
  }

  private static HeartRateVariability of(int intervals, IntToDoubleFunction rr) {
    return HeartRateVariability.of(rPeaks(intervals, rr), FS).orElseThrow();
  }

  private static int[] rPeaks(int intervals, IntToDoubleFunction rrSeconds) {
    int[] rPeaks = new int[intervals + 1];
    Arrays.setAll(
        rPeaks,
        i -> i == 0 ? 100 : rPeaks[i - 1] + (int) Math.round(FS * rrSeconds.applyAsDouble(i - 1)));
    return rPeaks;
  }
}
