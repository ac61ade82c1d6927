package org.purkinje.biosignal.pressure;

import static org.purkinje.biosignal.pressure.PressureSignals.FS_HZ;

import java.util.Optional;
import org.purkinje.biosignal.filter.Gradient;
import org.purkinje.biosignal.signal.SignalKind;
import org.purkinje.biosignal.window.WindowRefusal;
import org.purkinje.biosignal.window.WindowRule;

/**
 * What the ABP rules ask of a window.
 *
 * @param start first sample of the window in its record
 * @param flat longest run of samples between which no step counts
 * @param reference pressure over its beats
 * @param upstrokeMmhgPerSecond largest dP/dt
 * @param upstrokeSample where it is, from the start of the window
 */
record AbpWindow(
    int start,
    Stretch flat,
    PressureReference reference,
    double upstrokeMmhgPerSecond,
    int upstrokeSample) {

  /**
   * A part of the window.
   *
   * @param start first sample, from the start of the window
   * @param end sample after the last
   */
  record Stretch(int start, int end) {}

  static AbpWindow of(PressureSignals record, int start, AbpRules rules) {
    double[] abp = record.window(SignalKind.ABP, start);
    double[] slope = Gradient.of(abp);
    int steepest = 0;
    for (int i = 1; i < slope.length; i++) {
      steepest = slope[i] > slope[steepest] ? i : steepest;
    }
    return new AbpWindow(
        start,
        longestFlat(record.rawAbpWindow(start), rules.minStepMmhg()),
        PressureReference.of(AbpBeats.find(abp, FS_HZ)),
        slope[steepest] * FS_HZ,
        steepest);
  }

  Optional<WindowRefusal> refusal(AbpRules rules) {
    int flatSamples = flat.end() - flat.start();
    if (flatSamples > rules.maxFlatSeconds() * FS_HZ) {
      return Optional.of(
          WindowRefusal.atMost(
                  WindowRule.ABP_FLAT,
                  "ABP",
                  "longest run without a step of %s mmHg".formatted(rules.minStepMmhg()),
                  flatSamples / FS_HZ,
                  "s",
                  rules.maxFlatSeconds())
              .at((start + flat.start()) / FS_HZ));
    }
    if (reference.beats() < rules.minBeats()) {
      return Optional.of(
          WindowRefusal.atLeast(
              WindowRule.ABP_BEATS, "ABP", "beats", reference.beats(), "", rules.minBeats()));
    }
    Optional<WindowRefusal> outside = outOfRange(rules);
    if (outside.isPresent()) {
      return outside;
    }
    if (upstrokeMmhgPerSecond < rules.minUpstrokeMmhgPerSecond()) {
      return Optional.of(
          WindowRefusal.atLeast(
                  WindowRule.ABP_DAMPED,
                  "ABP",
                  "steepest rise",
                  upstrokeMmhgPerSecond,
                  "mmHg/s",
                  rules.minUpstrokeMmhgPerSecond())
              .at((start + upstrokeSample) / FS_HZ));
    }
    return Optional.empty();
  }

  private Optional<WindowRefusal> outOfRange(AbpRules rules) {
    return outside("SBP", reference.sbpMmhg(), rules.sbpMmhg())
        .or(() -> outside("DBP", reference.dbpMmhg(), rules.dbpMmhg()))
        .or(
            () ->
                outside(
                    "pulse pressure", reference.pulsePressureMmhg(), rules.pulsePressureMmhg()));
  }

  private static Optional<WindowRefusal> outside(String quantity, double value, Range accepted) {
    if (accepted.min() <= value && value <= accepted.max()) {
      return Optional.empty();
    }
    return Optional.of(
        value > accepted.max()
            ? WindowRefusal.atMost(
                WindowRule.ABP_RANGE, "ABP", quantity, value, "mmHg", accepted.max())
            : WindowRefusal.atLeast(
                WindowRule.ABP_RANGE, "ABP", quantity, value, "mmHg", accepted.min()));
  }

  private static Stretch longestFlat(double[] x, double step) {
    Stretch longest = new Stretch(0, 0);
    int start = 0;
    for (int i = 1; i <= x.length; i++) {
      if (i == x.length || Math.abs(x[i] - x[i - 1]) >= step) {
        if (i - start > longest.end() - longest.start()) {
          longest = new Stretch(start, i);
        }
        start = i;
      }
    }
    return longest;
  }
}
