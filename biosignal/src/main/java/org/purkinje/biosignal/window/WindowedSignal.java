package org.purkinje.biosignal.window;

import java.util.Optional;
import org.purkinje.biosignal.beat.PulseDetector;
import org.purkinje.biosignal.beat.QrsDetector;
import org.purkinje.biosignal.filter.Standardisation;
import org.purkinje.biosignal.signal.SignalKind;

/**
 * A signal of a record, prepared as its windows ask, and what is cut from it.
 *
 * @param windowing in samples of the signal's rate
 * @param rPeaks positions of the R peaks of an ECG whose beats count, samples, ascending
 */
public record WindowedSignal(
    SignalSpec spec, Windowing windowing, PreparedSignal prepared, int[] rPeaks) {

  /** A window with a smaller SD is flat, in the signal's unit. */
  public static final double MIN_SD = 1e-9;

  /**
   * Bridges gaps, resamples and filters.
   *
   * @param raw as recorded
   * @param window that is cut from it
   */
  public static WindowedSignal of(SignalSpec spec, RawSignal raw, WindowSpec window) {
    Windowing windowing = window.at(spec.rateHz());
    PreparedSignal prepared =
        PreparedSignal.of(raw, spec.rateHz())
            .filtered(spec.band().filter(spec.rateHz()), windowing.lengthSamples());
    boolean countsRPeaks = spec.kind() == SignalKind.ECG && spec.minBeats() > 0;
    return new WindowedSignal(
        spec,
        windowing,
        prepared,
        countsRPeaks
            ? prepared.peaks(new QrsDetector(spec.rateHz())::detect, windowing.lengthSamples())
            : new int[0]);
  }

  /**
   * The filtered signal in a window that has no gap, shape [window samples].
   *
   * @param window its number in the record, from 0
   */
  public double[] samples(int window) {
    return prepared.window(start(window), windowing.lengthSamples());
  }

  /** R peaks in a window, samples from its start. */
  public int[] rPeaks(int window) {
    return windowing.within(rPeaks, start(window));
  }

  /** The first rule that keeps the window from being learnt from; empty if there is none. */
  public Optional<WindowRefusal> refusal(int window) {
    int start = start(window);
    return prepared
        .refusal(spec.title(), start, windowing.lengthSamples())
        .or(() -> flat(window))
        .or(() -> fewBeats(window));
  }

  private int start(int window) {
    return window * windowing.hopSamples()
        - Math.toIntExact(Math.round(prepared.startSeconds() * spec.rateHz()));
  }

  private Optional<WindowRefusal> flat(int window) {
    double sd = Standardisation.of(samples(window)).sd();
    return sd < MIN_SD
        ? Optional.of(
            WindowRefusal.atLeast(
                WindowRule.flat(spec.kind()), spec.title(), "SD", sd, prepared.unit(), MIN_SD))
        : Optional.empty();
  }

  private Optional<WindowRefusal> fewBeats(int window) {
    if (spec.minBeats() == 0) {
      return Optional.empty();
    }
    boolean isEcg = spec.kind() == SignalKind.ECG;
    int beats = isEcg ? rPeaks(window).length : pulses(window);
    return beats < spec.minBeats()
        ? Optional.of(
            WindowRefusal.atLeast(
                WindowRule.BEATS,
                spec.title(),
                isEcg ? "R peaks" : "pulses",
                beats,
                "",
                spec.minBeats()))
        : Optional.empty();
  }

  private int pulses(int window) {
    double[] samples = samples(window);
    return new PulseDetector(spec.rateHz())
        .detect(Standardisation.of(samples).apply(samples))
        .size();
  }
}
