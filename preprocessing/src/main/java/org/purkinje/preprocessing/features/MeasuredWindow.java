package org.purkinje.preprocessing.features;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;
import org.purkinje.biosignal.attractor.Attractor;
import org.purkinje.biosignal.attractor.AttractorFeatures;
import org.purkinje.biosignal.attractor.Csi;
import org.purkinje.biosignal.beat.HeartRateSpectrum;
import org.purkinje.biosignal.beat.HeartRateVariability;
import org.purkinje.biosignal.beat.Pulse;
import org.purkinje.biosignal.beat.QrsDetector;
import org.purkinje.biosignal.pressure.PulseArrivalFeatures;
import org.purkinje.biosignal.signal.SignalKind;
import org.purkinje.biosignal.statistics.Descriptives;
import org.purkinje.biosignal.window.WindowRule;

/** ECG and PPG of one window, their beats, and what is measured of them. */
final class MeasuredWindow {

  /** Two cycles, of which a median can be taken. */
  private static final int MIN_BEATS = 3;

  private final StoredSignal ecg;
  private final StoredSignal ppg;
  private final int[] rPeaks;
  private final List<Pulse> pulses;

  /** What costs most is measured once, whichever sets ask for it. */
  private @Nullable Measured attractor;

  private @Nullable Measured ecgCsi;

  MeasuredWindow(Row window, Detectors detectors) {
    this.ecg = StoredSignal.of(window, SignalKind.ECG, QrsDetector.MIN_FS_HZ);
    this.ppg = StoredSignal.of(window, SignalKind.PPG, Attractor.MIN_FS_HZ);
    this.rPeaks = ecg.refusal().isPresent() ? new int[0] : detectors.qrs(ecg.fs()).detect(ecg.z());
    this.pulses =
        ppg.refusal().isPresent() ? List.of() : detectors.pulses(ppg.fs()).detect(ppg.z());
  }

  Measured attractor() {
    if (attractor == null) {
      int[] peaks = pulses.stream().mapToInt(Pulse::peak).toArray();
      attractor =
          unless(
              cycleRefusal(ppg, peaks),
              () ->
                  Measured.of(
                      AttractorFeatures.NAMES,
                      AttractorFeatures.of(attractor(ppg, peaks)).toArray()));
    }
    return attractor;
  }

  Measured ecgCsi() {
    if (ecgCsi == null) {
      ecgCsi =
          unless(
              cycleRefusal(ecg, rPeaks),
              () -> Measured.of(Csi.ECG_NAMES, Csi.of(attractor(ecg, rPeaks)).toArray()));
    }
    return ecgCsi;
  }

  Measured heartRateVariability() {
    return unless(
        beatsRefusal(ecg, rPeaks.length, MIN_BEATS),
        () ->
            HeartRateVariability.of(rPeaks, ecg.fs())
                .map(found -> Measured.of(HeartRateVariability.NAMES, found.toArray()))
                .orElseGet(this::fewNormalBeats));
  }

  Measured heartRateSpectrum() {
    return unless(
        beatsRefusal(ecg, rPeaks.length, MIN_BEATS)
            .or(() -> spanRefusal(ecg, HeartRateSpectrum.MIN_SECONDS)),
        () ->
            HeartRateSpectrum.of(rPeaks, ecg.fs())
                .map(found -> Measured.of(HeartRateSpectrum.NAMES, found.toArray()))
                .orElseGet(this::fewNormalBeats));
  }

  private Measured fewNormalBeats() {
    return Measured.refused(ecg.refusedFor(StoredSignal.NORMAL_BEATS));
  }

  Measured pulseArrival() {
    Optional<String> refusal =
        ecg.refusal()
            .or(ppg::refusal)
            .or(() -> beatsRefusal(ecg, rPeaks.length, PulseArrivalFeatures.MIN_BEATS))
            .or(() -> beatsRefusal(ppg, pulses.size(), PulseArrivalFeatures.MIN_BEATS))
            .or(
                () ->
                    PulseArrivalFeatures.refusal(rPeaksOfPpg(), pulses, ppg.fs())
                        .map(WindowRule::label));
    return unless(
        refusal,
        () ->
            Measured.of(
                PulseArrivalFeatures.NAMES,
                PulseArrivalFeatures.of(rPeaksOfPpg(), ppg.z(), pulses, ppg.fs()).toArray()));
  }

  /** The R peaks on the PPG's time axis. */
  private int[] rPeaksOfPpg() {
    return Arrays.stream(rPeaks)
        .map(peak -> (int) Math.round(peak / ecg.fs() * ppg.fs()))
        .toArray();
  }

  private static Attractor attractor(StoredSignal signal, int[] peaks) {
    return Attractor.of(signal.z(), signal.fs(), cycleSeconds(signal, peaks));
  }

  /** Median cycle, s. */
  private static double cycleSeconds(StoredSignal signal, int[] peaks) {
    double[] cycles = new double[peaks.length - 1];
    for (int i = 0; i < cycles.length; i++) {
      cycles[i] = (peaks[i + 1] - peaks[i]) / signal.fs();
    }
    return Descriptives.median(cycles);
  }

  private static Optional<String> cycleRefusal(StoredSignal signal, int[] peaks) {
    return beatsRefusal(signal, peaks.length, MIN_BEATS)
        .or(() -> spanRefusal(signal, Attractor.minSeconds(cycleSeconds(signal, peaks))));
  }

  private static Optional<String> beatsRefusal(StoredSignal signal, int beats, int atLeast) {
    return signal
        .refusal()
        .or(
            () ->
                beats < atLeast
                    ? Optional.of(signal.refusedFor(WindowRule.BEATS.label()))
                    : Optional.empty());
  }

  private static Optional<String> spanRefusal(StoredSignal signal, double atLeastSeconds) {
    return signal.seconds() < atLeastSeconds
        ? Optional.of(signal.refusedFor(StoredSignal.SPAN))
        : Optional.empty();
  }

  private static Measured unless(Optional<String> refusal, Supplier<Measured> measured) {
    return refusal.map(Measured::refused).orElseGet(measured);
  }
}
