package org.purkinje.biosignal.pressure;

import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.purkinje.biosignal.window.RawSignal;

/** 20 s of ECG, PPG and ABP at 125 Hz from one heart at 75 beats per minute, PAT 0.25 s. */
final class SyntheticSignals {

  private static final double PERIOD_SECONDS = 0.8;
  private static final int SAMPLES = 2500;

  private SyntheticSignals() {}

  static RawSignal ecg() {
    return signal(i -> Math.exp(-0.5 * Math.pow(sinceBeat(i, 0.4) / 0.012, 2)));
  }

  static RawSignal ppg() {
    return signal(i -> pulse(i, 0.25, PERIOD_SECONDS));
  }

  /** A PPG of another heart rate. */
  static RawSignal ppg(double periodSeconds) {
    return signal(i -> pulse(i, 0.25, periodSeconds));
  }

  static RawSignal abp(double sbp, double dbp) {
    return signal(i -> dbp + (sbp - dbp) * pulse(i, 0.1, PERIOD_SECONDS));
  }

  static RawSignal flat() {
    return signal(i -> 90);
  }

  /** The signal with one sample missing. */
  static RawSignal without(int sample, RawSignal signal) {
    double[] samples = signal.samples().clone();
    samples[sample] = Double.NaN;
    return new RawSignal(samples, signal.fs());
  }

  private static RawSignal signal(IntToDoubleFunction value) {
    return new RawSignal(IntStream.range(0, SAMPLES).mapToDouble(value).toArray(), 125);
  }

  private static double sinceBeat(int i, double firstBeatSeconds) {
    double t = i / 125.0 - firstBeatSeconds;
    return t - PERIOD_SECONDS * Math.rint(t / PERIOD_SECONDS);
  }

  /** From 0 to 1 in a quarter of the period and back, starting some time after each R peak. */
  private static double pulse(int i, double delaySeconds, double periodSeconds) {
    double t = i / 125.0 - 0.4 - delaySeconds;
    double phase = t / periodSeconds - Math.floor(t / periodSeconds);
    double angle = phase < 0.25 ? Math.PI * (1 - 4 * phase) : Math.PI * (phase - 0.25) / 0.75;
    return (1 + Math.cos(angle)) / 2;
  }
}
