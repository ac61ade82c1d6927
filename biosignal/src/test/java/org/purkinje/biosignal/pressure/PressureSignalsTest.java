package org.purkinje.biosignal.pressure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.purkinje.biosignal.signal.SignalKind;
import org.purkinje.biosignal.window.RawSignal;

class PressureSignalsTest {

  @Test
  void keepsEverySecondGapMarkFrom250Hz() {
    assertThat(gapsAfterMissing(250, 5000, 3000)).containsExactly(1500);
    assertThat(gapsAfterMissing(250, 5000, 3001)).isEmpty();
  }

  @Test
  void losesNoMissingSampleAtRatesThatAreNoMultiple() {
    for (int missing = 2000; missing < 2072; missing++) {
      assertThat(gapsAfterMissing(360, 7200, missing)).isNotEmpty();
      assertThat(gapsAfterMissing(100, 3000, missing)).isNotEmpty();
    }
  }

  /** 80 s of ECG, 16 s of PPG. */
  @Test
  void isAsLongAsItsLongestSignalAndHasAGapWhereAnotherEnds() {
    PressureSignals record =
        PressureSignals.prepare(
            new RawSignal(new double[20_000], 250),
            new RawSignal(new double[1999], 125),
            RawSignal.absent());
    assertThat(record.samples()).isEqualTo(10_000);
    assertThat(record.windowStarts()).hasSize(15);
    assertThat(record.hasGap(SignalKind.PPG, 625)).isFalse();
    assertThat(record.missing(SignalKind.PPG, 1250)).hasSize(501).startsWith(749);
    assertThat(record.hasGap(SignalKind.ECG, 8750)).isFalse();
    assertThat(record.has(SignalKind.ABP)).isFalse();
  }

  @Test
  void takesASignalTooShortForAWindowForAGapAfterItsEnd() {
    PressureSignals record =
        PressureSignals.prepare(
            new RawSignal(new double[1250], 125),
            new RawSignal(new double[1249], 125),
            RawSignal.absent());
    assertThat(record.has(SignalKind.PPG)).isTrue();
    assertThat(record.missing(SignalKind.PPG, 0)).containsExactly(1249);
    PressureSignals none =
        PressureSignals.prepare(
            new RawSignal(new double[1249], 125), RawSignal.absent(), RawSignal.absent());
    assertThat(none.windowStarts()).isEmpty();
  }

  @Test
  void countsRPeaksFromTheStartOfTheWindow() {
    PressureSignals record =
        PressureSignals.prepare(SyntheticSignals.ecg(), RawSignal.absent(), RawSignal.absent());
    assertThat(record.rPeaks(625)[0]).isBetween(0, 99);
    assertThat(record.rPeaks(625)).hasSizeBetween(12, 13);
  }

  @Test
  void refusesWindowsBeyondTheEndAndOtherSignals() {
    PressureSignals record =
        PressureSignals.prepare(SyntheticSignals.ecg(), RawSignal.absent(), RawSignal.absent());
    assertThatThrownBy(() -> record.window(SignalKind.ECG, 1251))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("window must lie in samples 0 to 2500, got 1251 to 2501");
    assertThatThrownBy(() -> record.has(SignalKind.RESP))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("signal kind must be ecg, ppg or abp, got resp");
    assertThatThrownBy(() -> new RawSignal(new double[0], 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("fs must be positive and finite, got 0.0");
  }

  private static int[] gapsAfterMissing(double fs, int samples, int missing) {
    double[] x = new double[samples];
    Arrays.fill(x, 1);
    x[missing] = Double.NaN;
    boolean[] gap =
        PressureSignals.prepare(new RawSignal(x, fs), RawSignal.absent(), RawSignal.absent())
            .ecg()
            .gap();
    return IntStream.range(0, gap.length).filter(i -> gap[i]).toArray();
  }
}
