package org.purkinje.biosignal.quality;

import static org.purkinje.biosignal.quality.PreparedRecord.FS_HZ;

import java.util.Arrays;
import java.util.Optional;
import org.purkinje.biosignal.filter.Gradient;
import org.purkinje.biosignal.pressure.AbpBeats;
import org.purkinje.biosignal.pressure.PressureReference;
import org.purkinje.biosignal.signal.SignalKind;

/**
 * What the ABP rules ask of a window.
 *
 * @param longestFlatSamples longest run of samples between which no step counts
 * @param reference pressure over its beats
 * @param upstrokeMmhgPerSecond largest dP/dt
 */
record AbpWindow(
    int longestFlatSamples, PressureReference reference, double upstrokeMmhgPerSecond) {

  static AbpWindow of(PreparedRecord record, int start, WindowRules rules) {
    double[] abp = record.window(SignalKind.ABP, start);
    return new AbpWindow(
        longestFlat(record.rawAbpWindow(start), rules.abpStepMmhg()),
        PressureReference.of(AbpBeats.find(abp, FS_HZ)),
        Arrays.stream(Gradient.of(abp)).max().orElseThrow() * FS_HZ);
  }

  Optional<WindowRule> refusal(WindowRules rules) {
    if (longestFlatSamples > rules.longestAbpFlatSeconds() * FS_HZ) {
      return Optional.of(WindowRule.ABP_FLAT);
    }
    if (reference.beats() < rules.fewestAbpBeats()) {
      return Optional.of(WindowRule.ABP_BEATS);
    }
    if (!inRange(rules)) {
      return Optional.of(WindowRule.ABP_RANGE);
    }
    if (upstrokeMmhgPerSecond < rules.lowestUpstrokeMmhgPerSecond()) {
      return Optional.of(WindowRule.ABP_DAMPED);
    }
    return Optional.empty();
  }

  private boolean inRange(WindowRules rules) {
    return within(rules.lowestSbpMmhg(), reference.sbpMmhg(), rules.highestSbpMmhg())
        && within(rules.lowestDbpMmhg(), reference.dbpMmhg(), rules.highestDbpMmhg())
        && within(
            rules.lowestPulsePressureMmhg(),
            reference.pulsePressureMmhg(),
            rules.highestPulsePressureMmhg());
  }

  private static boolean within(double low, double value, double high) {
    return low <= value && value <= high;
  }

  private static int longestFlat(double[] x, double step) {
    int longest = 0;
    int run = 1;
    for (int i = 1; i < x.length; i++) {
      longest = Math.max(longest, run);
      run = Math.abs(x[i] - x[i - 1]) >= step ? 1 : run + 1;
    }
    return Math.max(longest, run);
  }
}
