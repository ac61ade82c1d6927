package org.purkinje.biosignal.window;

import java.util.Optional;
import java.util.OptionalDouble;
import org.purkinje.biosignal.beat.BeatTemplate;
import org.purkinje.biosignal.beat.Pulse;
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
    return of(spec, raw, window.at(spec.rateHz()));
  }

  /**
   * As {@link #of(SignalSpec, RawSignal, WindowSpec)}, of windows in samples of the spec's rate.
   */
  public static WindowedSignal of(SignalSpec spec, RawSignal raw, Windowing windowing) {
    PreparedSignal prepared =
        PreparedSignal.of(raw, spec.rateHz()).filtered(spec.band(), windowing.lengthSamples());
    boolean countsRPeaks = spec.kind() == SignalKind.ECG && spec.minBeats() > 0;
    return new WindowedSignal(
        spec,
        windowing,
        prepared,
        countsRPeaks
            ? prepared.peaks(detector(spec)::detect, windowing.lengthSamples())
            : new int[0]);
  }

  private static QrsDetector detector(SignalSpec spec) {
    return spec.band().lowHz() >= QrsDetector.BASELINE_HZ
        ? QrsDetector.withoutBaseline(spec.rateHz())
        : new QrsDetector(spec.rateHz());
  }

  /**
   * What is cut of it.
   *
   * @param samples the filtered signal, shape [window samples]; empty where it may not be learnt
   *     from
   * @param standardisation what takes them to mean 0 and SD 1
   * @param quality how alike its beats are, -1 to 1; empty where beats are not looked for
   * @param refusal the first rule that keeps them from being learnt from; empty if there is none
   */
  public record Cut(
      double[] samples,
      Standardisation standardisation,
      OptionalDouble quality,
      Optional<WindowRefusal> refusal) {

    private static Cut refused(WindowRefusal refusal) {
      return new Cut(
          new double[0], new Standardisation(0, 0), OptionalDouble.empty(), Optional.of(refusal));
    }

    /** With mean 0 and SD 1, shape [window samples]. */
    public double[] standardised() {
      return standardisation.apply(samples);
    }
  }

  /**
   * A window of it.
   *
   * @param window its number in the record, from 0
   */
  public Cut cut(int window) {
    return cutFrom((long) window * windowing.hopSamples());
  }

  /**
   * A window that starts anywhere.
   *
   * @param sample its first, from the record's start, at the signal's rate
   */
  public Cut cutFrom(long sample) {
    int start = inBlock(sample);
    Optional<WindowRefusal> gap = prepared.refusal(spec.title(), start, windowing.lengthSamples());
    if (gap.isPresent()) {
      return Cut.refused(gap.get());
    }
    double[] samples = prepared.window(start, windowing.lengthSamples());
    Standardisation standardisation = Standardisation.of(samples);
    Optional<WindowRefusal> flat = flat(standardisation);
    if (flat.isPresent()) {
      return Cut.refused(flat.get());
    }
    if (spec.minBeats() == 0) {
      return new Cut(samples, standardisation, OptionalDouble.empty(), Optional.empty());
    }
    int[] beats = beats(start, samples, standardisation);
    double quality = BeatTemplate.likeness(samples, beats, spec.rateHz());
    return fewBeats(beats.length)
        .or(() -> unlike(quality))
        .map(Cut::refused)
        .orElseGet(
            () -> new Cut(samples, standardisation, OptionalDouble.of(quality), Optional.empty()));
  }

  /** R peaks in a window, samples from its start. */
  public int[] rPeaks(int window) {
    return windowing.within(rPeaks, inBlock((long) window * windowing.hopSamples()));
  }

  /** The first rule that keeps the window from being learnt from; empty if there is none. */
  public Optional<WindowRefusal> refusal(int window) {
    return cut(window).refusal();
  }

  /** A sample of the record among those at hand, which may begin later. */
  private int inBlock(long sample) {
    return Math.toIntExact(sample - Math.round(prepared.startSeconds() * spec.rateHz()));
  }

  private Optional<WindowRefusal> flat(Standardisation of) {
    return of.sd() < MIN_SD
        ? Optional.of(
            WindowRefusal.atLeast(
                WindowRule.flat(spec.kind()), spec.title(), "SD", of.sd(), prepared.unit(), MIN_SD))
        : Optional.empty();
  }

  /** R peaks or, of another signal, the steepest rises of its pulses; from the window's start. */
  private int[] beats(int start, double[] samples, Standardisation of) {
    return spec.kind() == SignalKind.ECG
        ? windowing.within(rPeaks, start)
        : new PulseDetector(spec.rateHz())
            .detect(of.apply(samples)).stream().mapToInt(Pulse::steepest).toArray();
  }

  private Optional<WindowRefusal> fewBeats(int beats) {
    return beats < spec.minBeats()
        ? Optional.of(
            WindowRefusal.atLeast(
                WindowRule.BEATS,
                spec.title(),
                spec.kind() == SignalKind.ECG ? "R peaks" : "pulses",
                beats,
                "",
                spec.minBeats()))
        : Optional.empty();
  }

  private Optional<WindowRefusal> unlike(double quality) {
    return quality < spec.minQuality()
        ? Optional.of(
            WindowRefusal.atLeast(
                WindowRule.QUALITY,
                spec.title(),
                "median correlation with their median",
                quality,
                "",
                spec.minQuality()))
        : Optional.empty();
  }
}
