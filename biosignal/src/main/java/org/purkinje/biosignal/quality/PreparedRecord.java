package org.purkinje.biosignal.quality;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.purkinje.biosignal.beat.RPeakDetector;
import org.purkinje.biosignal.filter.Butterworth;
import org.purkinje.biosignal.filter.SecondOrderSections;
import org.purkinje.biosignal.signal.SignalKind;
import org.purkinje.biosignal.signal.Windowing;

/**
 * A recording ready to be cut into windows: 125 Hz, gaps bridged, filtered with zero phase.
 *
 * <p>All signals start at the same instant; an absent one has empty arrays.
 *
 * @param ecg one lead, 0.5 to 40 Hz, order 4, shape [samples]
 * @param ppg 0.5 to 8 Hz, order 3, shape [samples]
 * @param abp mmHg, up to 20 Hz, order 4, shape [samples]
 * @param rawAbp mmHg, resampled but not filtered, shape [samples]
 * @param ecgGap whether the sample was bridged, shape [samples]
 * @param ppgGap whether the sample was bridged, shape [samples]
 * @param abpGap whether the sample was bridged, shape [samples]
 * @param rPeaks positions of the R peaks, samples, ascending
 */
public record PreparedRecord(
    double[] ecg,
    double[] ppg,
    double[] abp,
    double[] rawAbp,
    boolean[] ecgGap,
    boolean[] ppgGap,
    boolean[] abpGap,
    int[] rPeaks) {

  /** Sampling frequency of every prepared signal, Hz. */
  public static final double FS_HZ = 125;

  /** Windows of 10 s, a new one every 5 s. */
  public static final Windowing WINDOWING = Windowing.ofSeconds(10, 5, FS_HZ);

  private static final SecondOrderSections ECG_BAND = Butterworth.bandpass(4, 0.5, 40, FS_HZ);
  private static final SecondOrderSections PPG_BAND = Butterworth.bandpass(3, 0.5, 8, FS_HZ);
  private static final SecondOrderSections ABP_BAND = Butterworth.lowpass(4, 20, FS_HZ);

  /**
   * Bridges gaps, resamples, then filters each signal, and finds the R peaks.
   *
   * <p>A sample at 125 Hz lies in a gap if the recorded sample at its instant was missing; at rates
   * that are no multiple of 125 Hz, if any recorded sample up to half a step away was. A signal too
   * short for one window counts as absent.
   */
  public static PreparedRecord prepare(RawSignal ecg, RawSignal ppg, RawSignal abp) {
    PreparedSignal preparedEcg = windowable(PreparedSignal.of(ecg));
    PreparedSignal preparedPpg = windowable(PreparedSignal.of(ppg));
    PreparedSignal preparedAbp = windowable(PreparedSignal.of(abp));
    double[] ecgBand = filtered(ECG_BAND, preparedEcg);
    return new PreparedRecord(
        ecgBand,
        filtered(PPG_BAND, preparedPpg),
        filtered(ABP_BAND, preparedAbp),
        preparedAbp.samples(),
        preparedEcg.gap(),
        preparedPpg.gap(),
        preparedAbp.gap(),
        new RPeakDetector(FS_HZ).detect(ecgBand));
  }

  /** Whether the signal was recorded, gaps or not. */
  public boolean has(SignalKind kind) {
    return signal(kind).length > 0;
  }

  /** Samples that every present signal has; 0 if there is none. */
  public int samples() {
    return IntStream.of(ecg.length, ppg.length, abp.length)
        .filter(length -> length > 0)
        .min()
        .orElse(0);
  }

  /** Starts of the windows, samples, ascending. */
  public IntStream windowStarts() {
    return WINDOWING.starts(samples());
  }

  /**
   * @param start first sample of the window
   * @return the filtered signal in the window, shape [1250]
   */
  public double[] window(SignalKind kind, int start) {
    return cut(signal(kind), start);
  }

  /** Whether any sample of the window was bridged; an absent signal is one gap. */
  public boolean hasGap(SignalKind kind, int start) {
    boolean[] gap =
        switch (kind) {
          case ECG -> ecgGap;
          case PPG -> ppgGap;
          case ABP -> abpGap;
          case RESP, TIME, OTHER -> throw notPrepared(kind);
        };
    int end = start + WINDOWING.lengthSamples();
    return end > gap.length || IntStream.range(start, end).anyMatch(i -> gap[i]);
  }

  /** R peaks in the window, samples from its start. */
  public int[] rPeaks(int start) {
    int end = start + WINDOWING.lengthSamples();
    return Arrays.stream(rPeaks)
        .filter(peak -> start <= peak && peak < end)
        .map(peak -> peak - start)
        .toArray();
  }

  double[] rawAbpWindow(int start) {
    return cut(rawAbp, start);
  }

  private double[] signal(SignalKind kind) {
    return switch (kind) {
      case ECG -> ecg;
      case PPG -> ppg;
      case ABP -> abp;
      case RESP, TIME, OTHER -> throw notPrepared(kind);
    };
  }

  private static double[] cut(double[] x, int start) {
    int end = start + WINDOWING.lengthSamples();
    if (start < 0 || end > x.length) {
      throw new IllegalArgumentException(
          "window must lie in samples 0 to %d, got %d to %d".formatted(x.length, start, end));
    }
    return Arrays.copyOfRange(x, start, end);
  }

  private static IllegalArgumentException notPrepared(SignalKind kind) {
    return new IllegalArgumentException("signal kind must be ecg, ppg or abp, got " + kind.label());
  }

  private static PreparedSignal windowable(PreparedSignal signal) {
    return signal.samples().length < WINDOWING.lengthSamples()
        ? new PreparedSignal(new double[0], new boolean[0])
        : signal;
  }

  private static double[] filtered(SecondOrderSections band, PreparedSignal signal) {
    return signal.samples().length == 0 ? signal.samples() : band.filtfilt(signal.samples());
  }
}
