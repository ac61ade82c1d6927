package org.purkinje.biosignal.window;

import java.io.Serializable;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.purkinje.biosignal.beat.QrsDetector;
import org.purkinje.biosignal.signal.Lead;
import org.purkinje.biosignal.signal.SignalKind;

/**
 * One signal of a window, or one of each lead.
 *
 * @param kind of quantity
 * @param take which channels of the kind
 * @param leads in order of preference or, where each is taken, in the window's order
 * @param rateHz sampling frequency that it is brought to, Hz
 * @param band that is passed
 * @param minBeats fewest R peaks or pulses of a window; 0 asks for none
 * @param minQuality how alike the beats of a window must be at least, 0 to 1 ({@link
 *     org.purkinje.biosignal.beat.BeatTemplate}); 0 asks for nothing
 * @param maxNoise largest noise between the beats of an ECG, as a share of the QRS amplitude
 *     ({@link org.purkinje.biosignal.beat.BeatNoise}); 0 asks for nothing
 * @param maxFlatSeconds longest run of equal samples, as recorded, s; 0 asks for nothing
 * @param maxClippedSeconds longest run of samples at the least or greatest value that was recorded
 *     in the window, s; 0 asks for nothing
 */
public record SignalSpec(
    SignalKind kind,
    Take take,
    List<String> leads,
    double rateHz,
    Band band,
    int minBeats,
    double minQuality,
    double maxNoise,
    double maxFlatSeconds,
    double maxClippedSeconds)
    implements Serializable {

  private static final double ROUNDING = 1e-9;

  private static final Set<SignalKind> WITH_BEATS =
      Set.of(SignalKind.ECG, SignalKind.PPG, SignalKind.ABP);

  /** Fewer have no interval between them. */
  private static final int MIN_BEATS_FOR_NOISE = 2;

  public SignalSpec {
    if (kind == SignalKind.TIME) {
      throw new IllegalArgumentException("kind must be that of a signal, got time");
    }
    if (!(rateHz > 0 && Double.isFinite(rateHz))) {
      throw new IllegalArgumentException("rate-hz must be positive and finite, got " + rateHz);
    }
    if (!(2 * band.highHz() < rateHz)) {
      throw new IllegalArgumentException(
          "high-hz must be below half of rate-hz %s, got %s".formatted(rateHz, band.highHz()));
    }
    if (!(2 * band.notchHz() < rateHz)) {
      throw new IllegalArgumentException(
          "notch-hz must be below half of rate-hz %s, got %s".formatted(rateHz, band.notchHz()));
    }
    if (minBeats < 0 || (minBeats > 0 && !WITH_BEATS.contains(kind))) {
      throw new IllegalArgumentException(
          "min-beats must be 0, or more for ecg, ppg and abp, got %d for %s"
              .formatted(minBeats, kind.label()));
    }
    if (minBeats > 0 && kind == SignalKind.ECG && rateHz < QrsDetector.MIN_FS_HZ) {
      throw new IllegalArgumentException(
          "rate-hz must be at least %s where R peaks are counted (min-beats %d), got %s"
              .formatted(QrsDetector.MIN_FS_HZ, minBeats, rateHz));
    }
    if (!(minQuality >= 0 && minQuality <= 1)) {
      throw new IllegalArgumentException("min-quality must be 0 to 1, got " + minQuality);
    }
    if (minQuality > 0 && minBeats == 0) {
      throw new IllegalArgumentException(
          "min-quality is that of beats: min-beats must be above 0, got 0 with min-quality "
              + minQuality);
    }
    requireLimit("max-noise", maxNoise);
    requireLimit("max-flat-seconds", maxFlatSeconds);
    requireLimit("max-clipped-seconds", maxClippedSeconds);
    if (maxNoise > 0 && (kind != SignalKind.ECG || minBeats < MIN_BEATS_FOR_NOISE)) {
      throw new IllegalArgumentException(
          "max-noise is that between beats of ecg: min-beats must be at least %d, got %d for %s"
              .formatted(MIN_BEATS_FOR_NOISE, minBeats, kind.label()));
    }
    if (take == Take.EACH && leads.isEmpty()) {
      throw new IllegalArgumentException("leads must name at least one lead where each is taken");
    }
    if (!leads.isEmpty() && kind != SignalKind.ECG) {
      throw new IllegalArgumentException(
          "leads are those of ecg, got %s for %s".formatted(leads, kind.label()));
    }
    leads = leads.stream().map(lead -> Lead.ofChannel(lead).map(Lead::label).orElse(lead)).toList();
  }

  /** Of any quality. */
  public SignalSpec(
      SignalKind kind, Take take, List<String> leads, double rateHz, Band band, int minBeats) {
    this(kind, take, leads, rateHz, band, minBeats, 0, 0, 0, 0);
  }

  private static void requireLimit(String key, double limit) {
    if (!(limit >= 0 && Double.isFinite(limit))) {
      throw new IllegalArgumentException(key + " must be 0 or more, got " + limit);
    }
  }

  /** The spec with other limits for runs of equal samples, s; 0 for none. */
  public SignalSpec withMaxRuns(double flatSeconds, double clippedSeconds) {
    return new SignalSpec(
        kind,
        take,
        leads,
        rateHz,
        band,
        minBeats,
        minQuality,
        maxNoise,
        flatSeconds,
        clippedSeconds);
  }

  /** The spec for one of its leads alone. */
  private SignalSpec ofLead(String lead) {
    return new SignalSpec(
        kind,
        take,
        List.of(lead),
        rateHz,
        band,
        minBeats,
        minQuality,
        maxNoise,
        maxFlatSeconds,
        maxClippedSeconds);
  }

  /**
   * The signals that specs stand for, in their order.
   *
   * @throws IllegalArgumentException if there is none, or two have one name
   */
  static List<SignalSpec> all(List<SignalSpec> specs) {
    List<SignalSpec> signals = specs.stream().flatMap(SignalSpec::signals).toList();
    if (signals.isEmpty()) {
      throw new IllegalArgumentException("signals must name at least one signal");
    }
    Set<String> names = new HashSet<>();
    for (SignalSpec signal : signals) {
      if (!names.add(signal.name())) {
        throw new IllegalArgumentException(
            "signals must have different names, got %s twice".formatted(signal.name()));
      }
    }
    return signals;
  }

  /**
   * @param key what the config calls the span
   * @throws IllegalArgumentException if it is no whole number of samples
   */
  void requireWhole(String key, double seconds) {
    double samples = seconds * rateHz;
    if (Math.abs(samples - Math.rint(samples)) > ROUNDING * samples) {
      throw new IllegalArgumentException(
          "%s must be a whole number of samples at rate-hz %s, got %s s, %s samples"
              .formatted(key, rateHz, seconds, samples));
    }
  }

  /** The signals that it stands for: one, or one of each lead. */
  private Stream<SignalSpec> signals() {
    return take == Take.FIRST ? Stream.of(this) : leads.stream().map(this::ofLead);
  }

  /** What tables and models call a signal: its kind or, where each lead is taken, its lead. */
  public String name() {
    return take == Take.FIRST ? kind.label() : String.join("+", leads);
  }

  /** What refusals call it, e.g. {@code PPG} or {@code ECG V1}. */
  String title() {
    return take == Take.FIRST ? kind.name() : kind.name() + " " + name();
  }
}
