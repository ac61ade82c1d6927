package org.purkinje.biosignal.window;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;
import org.purkinje.biosignal.beat.BeatNoise;
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
 * @param runs of equal samples as recorded, as long as the spec's limits or longer
 */
public record WindowedSignal(
    SignalSpec spec, Windowing windowing, PreparedSignal prepared, int[] rPeaks, EqualRuns runs) {

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
            : new int[0],
        runs(spec, raw));
  }

  private static EqualRuns runs(SignalSpec spec, RawSignal raw) {
    return DoubleStream.of(spec.maxFlatSeconds(), spec.maxClippedSeconds())
        .filter(limit -> limit > 0)
        .min()
        .stream()
        .mapToObj(shortest -> EqualRuns.of(raw, shortest))
        .findFirst()
        .orElseGet(EqualRuns::none);
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
   * @param noise between the beats of an ECG, as a share of the QRS amplitude; empty where there is
   *     no interval between them
   * @param refusal the first rule that keeps them from being learnt from; empty if there is none
   */
  public record Cut(
      double[] samples,
      Standardisation standardisation,
      OptionalDouble quality,
      OptionalDouble noise,
      Optional<WindowRefusal> refusal) {

    private static Cut refused(WindowRefusal refusal) {
      return new Cut(
          new double[0],
          new Standardisation(0, 0),
          OptionalDouble.empty(),
          OptionalDouble.empty(),
          Optional.of(refusal));
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
    Optional<WindowRefusal> still =
        flat(standardisation).or(() -> longRun(start)).or(() -> clipped(start));
    if (still.isPresent()) {
      return Cut.refused(still.get());
    }
    if (spec.minBeats() == 0) {
      return new Cut(
          samples,
          standardisation,
          OptionalDouble.empty(),
          OptionalDouble.empty(),
          Optional.empty());
    }
    int[] beats = beats(start, samples, standardisation);
    double quality = BeatTemplate.likeness(samples, beats, spec.rateHz());
    OptionalDouble noise = noise(samples, beats);
    return fewBeats(beats.length)
        .or(() -> unlike(quality))
        .or(() -> noisy(noise))
        .map(Cut::refused)
        .orElseGet(
            () ->
                new Cut(
                    samples, standardisation, OptionalDouble.of(quality), noise, Optional.empty()));
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

  private Optional<WindowRefusal> longRun(int start) {
    return spec.maxFlatSeconds() == 0
        ? Optional.empty()
        : runs.longest(seconds(start), seconds(start + windowing.lengthSamples()))
            .flatMap(
                run ->
                    runRefusal(
                        WindowRule.flat(spec.kind()),
                        "longest run of equal samples",
                        run,
                        spec.maxFlatSeconds()));
  }

  /** A converter at the end of its range gives one value, and none in the window is beyond it. */
  private Optional<WindowRefusal> clipped(int start) {
    return spec.maxClippedSeconds() == 0
        ? Optional.empty()
        : runs.longestAtEnds(seconds(start), seconds(start + windowing.lengthSamples()))
            .flatMap(
                run ->
                    runRefusal(
                        WindowRule.CLIPPED,
                        "longest run at the least or greatest value",
                        run,
                        spec.maxClippedSeconds()));
  }

  private Optional<WindowRefusal> runRefusal(
      WindowRule rule, String quantity, EqualRuns.Part run, double limit) {
    return run.seconds() > limit
        ? Optional.of(
            WindowRefusal.atMost(rule, spec.title(), quantity, run.seconds(), "s", limit)
                .at(run.atSeconds()))
        : Optional.empty();
  }

  /** Where a sample lies in the record, s. */
  private double seconds(int sample) {
    return prepared.startSeconds() + sample / spec.rateHz();
  }

  private OptionalDouble noise(double[] samples, int[] beats) {
    double ratio =
        spec.kind() == SignalKind.ECG ? BeatNoise.ratio(samples, beats, spec.rateHz()) : Double.NaN;
    return Double.isNaN(ratio) ? OptionalDouble.empty() : OptionalDouble.of(ratio);
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
    return spec.minQuality() > 0 && quality < spec.minQuality()
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

  private Optional<WindowRefusal> noisy(OptionalDouble noise) {
    return spec.maxNoise() > 0 && noise.orElse(0) > spec.maxNoise()
        ? Optional.of(
            WindowRefusal.atMost(
                WindowRule.NOISE,
                spec.title(),
                "RMS between beats over QRS amplitude",
                noise.orElseThrow(),
                "",
                spec.maxNoise()))
        : Optional.empty();
  }
}
