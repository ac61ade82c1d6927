package org.purkinje.biosignal.pressure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.purkinje.biosignal.filter.Standardisation;
import org.purkinje.biosignal.signal.SignalKind;
import org.purkinje.biosignal.window.RawSignal;
import org.purkinje.biosignal.window.WindowRefusal;
import org.purkinje.biosignal.window.WindowRule;

/**
 * The ends of a record, and of the runs between gaps, must look as the middle does: a subject's
 * first window is the one that calibrates. Signals are periodic and their windows start at one
 * phase, so that in closed form all windows are equal.
 */
class RecordEndsTest {

  private static final double PERIOD_SECONDS = 1.25;
  private static final double[] PHASES =
      IntStream.range(0, 25).mapToDouble(i -> i / 25.0).toArray();

  /** Rises at most 12 × 2π / 1.25 s = 60 mmHg/s. */
  @ParameterizedTest
  @ValueSource(doubles = {125, 250, 360, 500})
  void refusesADampedPressureLineInEveryWindow(double fs) {
    for (double phase : PHASES) {
      PressureSignals record =
          abp(recorded(fs, 60, t -> 90 + 12 * Math.sin(2 * Math.PI * (t / 1.25 + phase))));
      record
          .windowStarts()
          .forEach(
              start ->
                  assertThat(judge(record, start).abpRefusal().map(WindowRefusal::rule))
                      .as("phase %s, window at sample %d", phase, start)
                      .contains(WindowRule.ABP_DAMPED));
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {125, 250, 360, 500})
  void readsTheSamePressureInEveryWindow(double fs) {
    for (double phase : PHASES) {
      PressureSignals record = abp(recorded(fs, 60, t -> 80 + 60 * pulse(t, phase)));
      record
          .windowStarts()
          .forEach(
              start -> {
                PressureReference pressure = judge(record, start).reference().orElseThrow();
                assertThat(pressure.sbpMmhg()).isCloseTo(139.9, within(0.5));
                assertThat(pressure.dbpMmhg()).isCloseTo(80.0, within(0.5));
              });
    }
  }

  /** With zeros beyond the ends of the resampler the first SD is 3.8 times too large. */
  @ParameterizedTest
  @ValueSource(doubles = {125, 250, 360, 500})
  void keepsAPpgWhoseOffsetIsTwentyTimesItsAmplitude(double fs) {
    for (double phase : PHASES) {
      assertPpgAlike(recorded(fs, 60, t -> 20 + pulse(t, phase)));
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {125, 250, 360, 500})
  void keepsAnEcgThatStartsAnywhereInABeat(double fs) {
    for (double phase : PHASES) {
      assertEcgAlike(recorded(fs, 60, t -> -5 + qrs(t, phase)));
    }
  }

  /** Samples are missing from 20 to 35 s, after which the offset is another. */
  @ParameterizedTest
  @ValueSource(doubles = {125, 250, 360, 500})
  void keepsTheWindowsBesideAGap(double fs) {
    int from = (int) Math.ceil(20 * fs);
    int to = (int) Math.ceil(35 * fs);
    for (double phase : PHASES) {
      RawSignal ppg = recorded(fs, 60, t -> (t < 30 ? 20 : 50) + pulse(t, phase));
      Arrays.fill(ppg.samples(), from, to, Double.NaN);
      assertPpgAlike(ppg);
      RawSignal ecg = recorded(fs, 60, t -> (t < 30 ? 0 : 3) + qrs(t, phase));
      Arrays.fill(ecg.samples(), from, to, Double.NaN);
      assertEcgAlike(ecg);
    }
  }

  /** But for those within 0.1 s of an end. */
  @Test
  void findsTheSameRPeaksAtTheEndsAsBetweenThem() {
    for (double phase : PHASES) {
      PressureSignals record = ecg(recorded(250, 60, t -> qrs(t, phase)));
      double[] middle = inner(record.rPeaks(3_125));
      assertThat(middle).hasSizeBetween(7, 8);
      assertThat(inner(record.rPeaks(0))).containsExactly(middle, within(1.0));
      assertThat(inner(record.rPeaks(6_250))).containsExactly(middle, within(1.0));
    }
  }

  private static void assertPpgAlike(RawSignal ppg) {
    PressureSignals record = PressureSignals.prepare(RawSignal.absent(), ppg, RawSignal.absent());
    assertAlike(record, SignalKind.PPG, 0.05, 1, 0.2);
  }

  private static void assertEcgAlike(RawSignal ecg) {
    assertAlike(ecg(ecg), SignalKind.ECG, 0.05, 1, 0.2);
  }

  /**
   * Compares each window without a gap with one far from all ends.
   *
   * @param sdTolerance largest difference of the SD, as a share of it
   * @param atEnds largest difference of a sample, in SD, in the first and the last second
   * @param between the same for the other samples
   */
  private static void assertAlike(
      PressureSignals record, SignalKind kind, double sdTolerance, double atEnds, double between) {
    double[] middle = record.window(kind, 625);
    double sd = Standardisation.of(middle).sd();
    int[] starts = record.windowStarts().filter(start -> !record.hasGap(kind, start)).toArray();
    assertThat(starts).hasSizeGreaterThanOrEqualTo(6);
    for (int start : starts) {
      double[] window = record.window(kind, start);
      assertThat(Standardisation.of(window).sd()).isCloseTo(sd, within(sdTolerance * sd));
      for (int i = 0; i < window.length; i++) {
        double bound = i < 125 || i >= 1_125 ? atEnds : between;
        assertThat(Math.abs(window[i] - middle[i]) / sd)
            .as("window at sample %d, sample %d", start, i)
            .isLessThan(bound);
      }
    }
  }

  private static double[] inner(int[] peaks) {
    return Arrays.stream(peaks)
        .filter(peak -> peak > 12 && peak < 1_238)
        .asDoubleStream()
        .toArray();
  }

  private static PressureJudgement judge(PressureSignals record, int start) {
    return new PressureProtocol(PressureRules.published()).judge(record, start);
  }

  private static PressureSignals ecg(RawSignal signal) {
    return PressureSignals.prepare(signal, RawSignal.absent(), RawSignal.absent());
  }

  private static PressureSignals abp(RawSignal signal) {
    return PressureSignals.prepare(RawSignal.absent(), RawSignal.absent(), signal);
  }

  private static RawSignal recorded(double fs, double seconds, DoubleUnaryOperator value) {
    double[] samples =
        IntStream.range(0, (int) (seconds * fs))
            .mapToDouble(i -> value.applyAsDouble(i / fs))
            .toArray();
    return new RawSignal(samples, fs);
  }

  /** From 0 to 1 in a quarter of the period and back. */
  private static double pulse(double t, double start) {
    double phase = t / PERIOD_SECONDS + start;
    double place = phase - Math.floor(phase);
    double angle = place < 0.25 ? Math.PI * (1 - 4 * place) : Math.PI * (place - 0.25) / 0.75;
    return (1 + Math.cos(angle)) / 2;
  }

  /** An R peak of 1, 30 ms wide. */
  private static double qrs(double t, double start) {
    double phase = t / PERIOD_SECONDS + start;
    double seconds = (phase - Math.rint(phase)) * PERIOD_SECONDS;
    return Math.exp(-0.5 * Math.pow(seconds / 0.012, 2));
  }
}
