package org.purkinje.biosignal.quality;

import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.purkinje.biosignal.beat.RPeakDetector;
import org.purkinje.biosignal.filter.Butterworth;
import org.purkinje.biosignal.filter.SecondOrderSections;
import org.purkinje.biosignal.signal.SignalKind;
import org.purkinje.biosignal.signal.Windowing;

/**
 * A recording ready to be cut into windows: 125 Hz, gaps bridged, filtered with zero phase.
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
public record PreparedRecord(
    PreparedSignal ecg, PreparedSignal ppg, PreparedSignal abp, double[] rawAbp, int[] rPeaks) {

  /** Sampling frequency of every prepared signal, Hz. */
  public static final double FS_HZ = 125;

  /** Windows of 10 s, a new one every 5 s. */
  public static final Windowing WINDOWING = Windowing.ofSeconds(10, 5, FS_HZ);

  /** Gaps of up to 0.1 s are bridged before the filters; at longer ones the filters start anew. */
  private static final int LONGEST_BRIDGE_SAMPLES = 12;

  /** A filter from 0.5 Hz has settled after 4 s. */
  private static final int MIRRORED_SAMPLES = 500;

  private static final SecondOrderSections ECG_BAND = Butterworth.bandpass(4, 0.5, 40, FS_HZ);
  private static final SecondOrderSections PPG_BAND = Butterworth.bandpass(3, 0.5, 8, FS_HZ);
  private static final SecondOrderSections ABP_BAND = Butterworth.lowpass(4, 20, FS_HZ);

  /**
   * Bridges gaps, resamples, then filters each signal, and finds the R peaks.
   *
   * <p>A sample at 125 Hz lies in a gap if the recorded sample at its instant was missing; at rates
   * that are no multiple of 125 Hz, if any recorded sample up to half a step away was. Each run
   * between gaps is filtered by itself; one too short for a window is not filtered at all.
   *
   * <p>Near the ends of a run the filters must guess what lies beyond. There the filtered ECG and
   * PPG differ from those of an endless record by up to 1 SD in the first and last second and by up
   * to 0.2 SD farther in; the SD of a whole window by up to 5 %.
   */
  public static PreparedRecord prepare(RawSignal ecg, RawSignal ppg, RawSignal abp) {
    PreparedSignal preparedEcg = PreparedSignal.of(ecg);
    PreparedSignal preparedPpg = PreparedSignal.of(ppg);
    PreparedSignal preparedAbp = PreparedSignal.of(abp);
    int length =
        IntStream.of(
                preparedEcg.samples().length,
                preparedPpg.samples().length,
                preparedAbp.samples().length)
            .max()
            .orElseThrow();
    PreparedSignal filteredEcg =
        filtered(preparedEcg, x -> ECG_BAND.filtfiltMirrored(x, MIRRORED_SAMPLES));
    return new PreparedRecord(
        filteredEcg.lengthenedTo(length),
        filtered(preparedPpg, x -> PPG_BAND.filtfiltMirrored(x, MIRRORED_SAMPLES))
            .lengthenedTo(length),
        filtered(preparedAbp, ABP_BAND::filtfilt).lengthenedTo(length),
        preparedAbp.lengthenedTo(length).samples(),
        rPeaks(filteredEcg));
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
    return cut(signal(kind).samples(), start);
  }

  /** Whether any sample of the window was bridged; an absent signal is one gap. */
  public boolean hasGap(SignalKind kind, int start) {
    return missing(kind, start).length > 0;
  }

  /** The samples of the window that were bridged, from its start; all of an absent signal. */
  int[] missing(SignalKind kind, int start) {
    boolean[] gap = signal(kind).gap();
    return IntStream.range(0, WINDOWING.lengthSamples())
        .filter(i -> start + i >= gap.length || gap[start + i])
        .toArray();
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

  private static double[] cut(double[] x, int start) {
    int end = start + WINDOWING.lengthSamples();
    if (start < 0 || end > x.length) {
      throw new IllegalArgumentException(
          "window must lie in samples 0 to %d, got %d to %d".formatted(x.length, start, end));
    }
    return Arrays.copyOfRange(x, start, end);
  }

  private static List<Run> runs(PreparedSignal signal) {
    return Run.between(signal.gap(), LONGEST_BRIDGE_SAMPLES, WINDOWING.lengthSamples());
  }

  private static PreparedSignal filtered(PreparedSignal signal, UnaryOperator<double[]> filter) {
    return signal.withSamples(Run.filter(signal.samples(), runs(signal), filter));
  }

  private static int[] rPeaks(PreparedSignal ecg) {
    RPeakDetector detector = new RPeakDetector(FS_HZ);
    return runs(ecg).stream()
        .flatMapToInt(
            run ->
                Arrays.stream(detector.detect(run.of(ecg.samples())))
                    .map(peak -> run.start() + peak))
        .toArray();
  }
}
