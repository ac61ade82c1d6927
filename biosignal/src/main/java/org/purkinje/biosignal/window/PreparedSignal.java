package org.purkinje.biosignal.window;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.purkinje.biosignal.filter.FilledSignal;
import org.purkinje.biosignal.filter.Resampler;

/**
 * A signal at the rate of its windows.
 *
 * @param samples gaps bridged, shape [samples]; empty if there is no such signal
 * @param gap whether a recorded sample that counts for this one was missing, shape [samples]
 * @param unit physical unit, empty if not known
 * @param fs sampling frequency, Hz
 * @param startSeconds where its first sample lies in its record, s
 */
public record PreparedSignal(
    double[] samples, boolean[] gap, String unit, double fs, double startSeconds) {

  /** Gaps of up to 0.1 s are bridged before the filters; at longer ones the filters start anew. */
  private static final double MAX_BRIDGE_SECONDS = 0.1;

  /**
   * The signal at another rate, not filtered yet.
   *
   * <p>A sample lies in a gap if the recorded sample at its instant was missing; at a rate that the
   * recorded one is no multiple of, if any recorded sample up to half a step away was.
   *
   * @param toHz the other rate, Hz
   */
  public static PreparedSignal of(RawSignal raw, double toHz) {
    FilledSignal filled = FilledSignal.of(raw.samples());
    if (raw.fs() == toHz) {
      return new PreparedSignal(
          filled.samples(), filled.gap(), raw.unit(), toHz, raw.startSeconds());
    }
    Resampler resampler = Resampler.between(raw.fs(), toHz);
    boolean[] gap = new boolean[Windowing.samplesAt(toHz, raw.samples().length, raw.fs())];
    if (filled.samples() != raw.samples()) {
      markGaps(gap, filled.gap(), resampler, raw.fs() / toHz);
    }
    double[] resampled = resampler.resample(filled.samples());
    double[] samples =
        resampled.length == gap.length ? resampled : Arrays.copyOf(resampled, gap.length);
    for (int i = resampled.length; i < samples.length; i++) {
      samples[i] = resampled[resampled.length - 1];
    }
    return new PreparedSignal(samples, gap, raw.unit(), toHz, raw.startSeconds());
  }

  public boolean isAbsent() {
    return samples.length == 0;
  }

  /**
   * Each run between gaps filtered by itself; one too short for a window is not filtered at all.
   *
   * <p>Near the ends of a run the filters must guess what lies beyond. There an ECG or PPG from 0.5
   * Hz differs from that of an endless record by up to 1 SD in the first and last second and by up
   * to 0.2 SD farther in; the SD of a whole window by up to 5 %.
   *
   * @param shortest samples of the shortest run that is filtered
   */
  public PreparedSignal filtered(UnaryOperator<double[]> filter, int shortest) {
    return new PreparedSignal(
        Run.filter(samples, runs(shortest), filter), gap, unit, fs, startSeconds);
  }

  /**
   * As {@link #filtered(UnaryOperator, int)}, by a band; a run that is too short for the band
   * counts as missing.
   */
  public PreparedSignal filtered(Band band, int shortest) {
    int fewest = band.minSamples(fs);
    if (fewest <= shortest || isAbsent()) {
      return filtered(band.filter(fs), shortest);
    }
    boolean[] unfiltered = new boolean[gap.length];
    Arrays.fill(unfiltered, true);
    for (Run run : runs(fewest)) {
      System.arraycopy(gap, run.start(), unfiltered, run.start(), run.end() - run.start());
    }
    return new PreparedSignal(samples, unfiltered, unit, fs, startSeconds)
        .filtered(band.filter(fs), fewest);
  }

  /**
   * What a detector finds, in each run between gaps by itself.
   *
   * @param detector positions in a run, samples, ascending
   * @param shortest samples of the shortest run that is searched
   * @return positions in the signal, samples, ascending
   */
  public int[] peaks(Function<double[], int[]> detector, int shortest) {
    return runs(shortest).stream()
        .flatMapToInt(
            run -> Arrays.stream(detector.apply(run.of(samples))).map(peak -> run.start() + peak))
        .toArray();
  }

  /** The signal lengthened by a gap; an absent signal stays absent. */
  public PreparedSignal lengthenedTo(int length) {
    if (isAbsent() || samples.length == length) {
      return this;
    }
    boolean[] longer = Arrays.copyOf(gap, length);
    Arrays.fill(longer, gap.length, length, true);
    return new PreparedSignal(Arrays.copyOf(samples, length), longer, unit, fs, startSeconds);
  }

  /**
   * @param start first sample of the window
   * @return its samples, shape [length]
   */
  public double[] window(int start, int length) {
    int end = start + length;
    if (start < 0 || end > samples.length) {
      throw new IllegalArgumentException(
          "window must lie in samples 0 to %d, got %d to %d".formatted(samples.length, start, end));
    }
    return Arrays.copyOfRange(samples, start, end);
  }

  /** The samples of a window that were bridged, from its start; all of an absent signal. */
  public int[] missing(int start, int length) {
    int[] missing = new int[0];
    int count = 0;
    for (int i = 0; i < length; i++) {
      if (start + i >= gap.length || gap[start + i]) {
        missing = count == 0 ? new int[length] : missing;
        missing[count++] = i;
      }
    }
    return Arrays.copyOf(missing, count);
  }

  /**
   * Whether it is absent, or lacks samples of a window.
   *
   * @param title what the refusal calls it
   */
  public Optional<WindowRefusal> refusal(String title, int start, int length) {
    if (isAbsent()) {
      return Optional.of(WindowRefusal.atLeast(WindowRule.ABSENT, title, "channels", 0, "", 1));
    }
    int[] missing = missing(start, length);
    return missing.length == 0
        ? Optional.empty()
        : Optional.of(
            WindowRefusal.atMost(
                    WindowRule.GAP, title, "missing share", 100.0 * missing.length / length, "%", 0)
                .at(startSeconds + (start + missing[0]) / fs));
  }

  private List<Run> runs(int shortest) {
    return Run.between(gap, (int) Math.floor(MAX_BRIDGE_SECONDS * fs + 1e-9), shortest);
  }

  /**
   * At a whole factor the sample at the same instant counts alone; else every sample up to half an
   * output step away does, so that no missing sample goes unseen.
   *
   * @param touched set where a recorded sample that counts was missing, shape [output samples]
   * @param missing shape [recorded samples]
   */
  private static void markGaps(
      boolean[] touched, boolean[] missing, Resampler resampler, double step) {
    double reach = 1 + (step == Math.rint(step) ? 0 : 0.5 * step);
    for (int sample = 0; sample < missing.length; sample++) {
      if (missing[sample]) {
        int i = Math.max(0, (int) ((sample - reach) / step) - 1);
        while (i < touched.length && resampler.position(i) <= sample - reach) {
          i++;
        }
        for (; i < touched.length && resampler.position(i) < sample + reach; i++) {
          touched[i] = true;
        }
      }
    }
  }
}
