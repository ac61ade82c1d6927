package org.purkinje.biosignal.pressure;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.purkinje.biosignal.beat.QrsDetector;
import org.purkinje.biosignal.signal.SignalKind;
import org.purkinje.biosignal.window.Band;
import org.purkinje.biosignal.window.PreparedSignal;
import org.purkinje.biosignal.window.RawSignal;
import org.purkinje.biosignal.window.WindowRefusal;
import org.purkinje.biosignal.window.WindowedSignal;
import org.purkinje.biosignal.window.Windowing;

/**
 * ECG, PPG and ABP of a recording as the blood pressure protocol takes them: 125 Hz, gaps bridged,
 * filtered with zero phase.
 *
 * <p>All signals start at the same instant and are as long as the longest: where one ends before it
 * begins a gap. An absent one has empty arrays.
 *
 * @param ecg one lead, 0.5 to 40 Hz, order 4
 * @param ppg 0.5 to 8 Hz, order 3
 * @param abp mmHg, up to 20 Hz, order 4
 * @param rawAbp mmHg, resampled but not filtered, shape [samples]
 * @param rPeaks positions of the R peaks, samples, ascending
 */
public record PressureSignals(
    PreparedSignal ecg, PreparedSignal ppg, PreparedSignal abp, double[] rawAbp, int[] rPeaks) {

  /** Sampling frequency of the protocol, Hz. */
  public static final double FS_HZ = 125;

  /** Windows of 10 s, a new one every 5 s. */
  public static final Windowing WINDOWING = Windowing.ofSeconds(10, 5, FS_HZ);

  private static final Band ECG_BAND = new Band(0.5, 40, 4);
  private static final Band PPG_BAND = new Band(0.5, 8, 3);
  private static final Band ABP_BAND = new Band(0, 20, 4);

  /** Signals as recorded. */
  public static PressureSignals prepare(RawSignal ecg, RawSignal ppg, RawSignal abp) {
    PreparedSignal prepared = prepared(ecg, ECG_BAND);
    return of(prepared, prepared(ppg, PPG_BAND), abp, rPeaks(prepared));
  }

  /**
   * The same signals with other R peaks.
   *
   * @param detector positions in a run between gaps, samples, ascending
   */
  public PressureSignals withRPeaks(Function<double[], int[]> detector) {
    return new PressureSignals(
        ecg, ppg, abp, rawAbp, ecg.peaks(detector, WINDOWING.lengthSamples()));
  }

  /**
   * Signals of which windows are cut already, prepared anew where these ask for another rate or
   * band.
   *
   * @param rawEcg the ECG as recorded
   * @param rawPpg the PPG as recorded
   */
  public static PressureSignals of(
      Optional<WindowedSignal> ecg,
      RawSignal rawEcg,
      Optional<WindowedSignal> ppg,
      RawSignal rawPpg,
      RawSignal abp) {
    Optional<WindowedSignal> own = ecg.filter(signal -> isPrepared(signal, ECG_BAND));
    PreparedSignal prepared =
        own.map(WindowedSignal::prepared).orElseGet(() -> prepared(rawEcg, ECG_BAND));
    return of(
        prepared,
        ppg.filter(signal -> isPrepared(signal, PPG_BAND))
            .map(WindowedSignal::prepared)
            .orElseGet(() -> prepared(rawPpg, PPG_BAND)),
        abp,
        own.filter(signal -> signal.spec().minBeats() > 0)
            .map(WindowedSignal::rPeaks)
            .orElseGet(() -> rPeaks(prepared)));
  }

  private static PressureSignals of(
      PreparedSignal ecg, PreparedSignal ppg, RawSignal rawAbp, int[] rPeaks) {
    PreparedSignal abp = PreparedSignal.of(rawAbp, FS_HZ);
    int length =
        IntStream.of(ecg.samples().length, ppg.samples().length, abp.samples().length)
            .max()
            .orElseThrow();
    return new PressureSignals(
        ecg.lengthenedTo(length),
        ppg.lengthenedTo(length),
        abp.filtered(ABP_BAND, WINDOWING.lengthSamples()).lengthenedTo(length),
        abp.lengthenedTo(length).samples(),
        rPeaks);
  }

  private static boolean isPrepared(WindowedSignal signal, Band band) {
    return signal.spec().rateHz() == FS_HZ
        && signal.spec().band().equals(band)
        && signal.windowing().lengthSamples() == WINDOWING.lengthSamples();
  }

  private static PreparedSignal prepared(RawSignal raw, Band band) {
    return PreparedSignal.of(raw, FS_HZ).filtered(band, WINDOWING.lengthSamples());
  }

  private static int[] rPeaks(PreparedSignal ecg) {
    return ecg.peaks(QrsDetector.withoutBaseline(FS_HZ)::detect, WINDOWING.lengthSamples());
  }

  /** Whether the signal was recorded, gaps or not. */
  public boolean has(SignalKind kind) {
    return !signal(kind).isAbsent();
  }

  /** Samples of the longest signal; 0 if there is none. */
  public int samples() {
    return IntStream.of(ecg.samples().length, ppg.samples().length, abp.samples().length)
        .max()
        .orElseThrow();
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
    return signal(kind).window(start, WINDOWING.lengthSamples());
  }

  /** Whether any sample of the window was bridged; an absent signal is one gap. */
  public boolean hasGap(SignalKind kind, int start) {
    return missing(kind, start).length > 0;
  }

  /** The samples of the window that were bridged, from its start; all of an absent signal. */
  int[] missing(SignalKind kind, int start) {
    return signal(kind).missing(start, WINDOWING.lengthSamples());
  }

  /** The first of these signals that is absent or, if all are there, that has a gap. */
  public Optional<WindowRefusal> refusal(int start, SignalKind... kinds) {
    for (SignalKind kind : kinds) {
      if (!has(kind)) {
        return signal(kind).refusal(kind.name(), start, WINDOWING.lengthSamples());
      }
    }
    return Arrays.stream(kinds)
        .flatMap(
            kind -> signal(kind).refusal(kind.name(), start, WINDOWING.lengthSamples()).stream())
        .findFirst();
  }

  /** R peaks in the window, samples from its start. */
  public int[] rPeaks(int start) {
    return WINDOWING.within(rPeaks, start);
  }

  double[] rawAbpWindow(int start) {
    return Arrays.copyOfRange(rawAbp, start, start + WINDOWING.lengthSamples());
  }

  PreparedSignal signal(SignalKind kind) {
    return switch (kind) {
      case ECG -> ecg;
      case PPG -> ppg;
      case ABP -> abp;
      case RESP, TIME, OTHER ->
          throw new IllegalArgumentException(
              "signal kind must be ecg, ppg or abp, got " + kind.label());
    };
  }
}
