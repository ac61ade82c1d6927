package org.purkinje.biosignal.quality;

import static org.purkinje.biosignal.quality.PreparedRecord.FS_HZ;

import java.util.List;
import java.util.Optional;
import org.purkinje.biosignal.beat.Pulse;
import org.purkinje.biosignal.beat.PulseDetector;
import org.purkinje.biosignal.beat.PulseTemplate;
import org.purkinje.biosignal.filter.Standardisation;
import org.purkinje.biosignal.metric.Descriptives;
import org.purkinje.biosignal.pressure.BloodPressureFeatures;
import org.purkinje.biosignal.pressure.PulseArrival;
import org.purkinje.biosignal.pressure.PulseShapeFeatures;
import org.purkinje.biosignal.signal.SignalKind;

/**
 * What the rules for ECG and PPG together ask of a window.
 *
 * @param sd of the filtered PPG
 * @param z standardised PPG, shape [samples]
 * @param pulses pulses of the PPG
 * @param rPeaks R peaks, samples from the start of the window
 * @param template mean pulse over one median pulse interval
 * @param arrivals pulse arrival times
 */
record PulseWindow(
    double sd,
    double[] z,
    List<Pulse> pulses,
    int[] rPeaks,
    PulseTemplate template,
    List<PulseArrival> arrivals) {

  private static final PulseDetector PULSES = new PulseDetector(FS_HZ);

  static PulseWindow of(PreparedRecord record, int start, WindowRules rules) {
    double[] ppg = record.window(SignalKind.PPG, start);
    Standardisation standardisation = Standardisation.of(ppg);
    double[] z = standardisation.apply(ppg);
    List<Pulse> pulses = PULSES.detect(z);
    int[] rPeaks = record.rPeaks(start);
    double interval = Descriptives.median(intervals(peaks(pulses)));
    return new PulseWindow(
        standardisation.sd(),
        z,
        pulses,
        rPeaks,
        PulseTemplate.of(z, pulses, (int) (interval * FS_HZ)),
        PulseArrival.find(
            rPeaks, pulses, FS_HZ, rules.shortestPatSeconds(), rules.longestPatSeconds()));
  }

  Optional<WindowRule> refusal(WindowRules rules) {
    if (sd < rules.lowestSd()) {
      return Optional.of(WindowRule.PPG_FLAT);
    }
    if (Math.min(rPeaks.length, pulses.size()) < rules.fewestBeats()) {
      return Optional.of(WindowRule.BEATS);
    }
    double rr = Descriptives.median(rr());
    double interval = Descriptives.median(intervals(peaks(pulses)));
    if (Math.abs(rr - interval) > rules.largestRateDifference() * rr) {
      return Optional.of(WindowRule.HR_MISMATCH);
    }
    if (!hasTemplate(rules)) {
      return Optional.of(WindowRule.BEATS);
    }
    if (!isRegular(rules)) {
      return Optional.of(WindowRule.PPG_TEMPLATE);
    }
    if (arrivals.size() < rules.fewestPats()) {
      return Optional.of(WindowRule.PAT);
    }
    return Optional.empty();
  }

  /** Whether the pulses, without any ECG, are enough and alike. */
  Optional<WindowRule> shapeRefusal(WindowRules rules) {
    if (sd < rules.lowestSd()) {
      return Optional.of(WindowRule.PPG_FLAT);
    }
    if (pulses.size() < rules.fewestBeats() || !hasTemplate(rules)) {
      return Optional.of(WindowRule.BEATS);
    }
    return isRegular(rules) ? Optional.empty() : Optional.of(WindowRule.PPG_TEMPLATE);
  }

  PulseShapeFeatures shapeFeatures() {
    return PulseShapeFeatures.of(z, pulses, template, FS_HZ);
  }

  BloodPressureFeatures features() {
    return BloodPressureFeatures.of(z, pulses, template, rr(), arrivals, FS_HZ);
  }

  private boolean hasTemplate(WindowRules rules) {
    return template.pulses() >= rules.fewestTemplatePulses()
        && template.mean().length >= rules.shortestTemplateSamples();
  }

  private boolean isRegular(WindowRules rules) {
    return template.meanCorrelation() >= rules.lowestTemplateCorrelation();
  }

  /** RR intervals, s. */
  private double[] rr() {
    return intervals(rPeaks);
  }

  private static int[] peaks(List<Pulse> pulses) {
    return pulses.stream().mapToInt(Pulse::peak).toArray();
  }

  private static double[] intervals(int[] positions) {
    double[] seconds = new double[Math.max(0, positions.length - 1)];
    for (int i = 0; i < seconds.length; i++) {
      seconds[i] = (positions[i + 1] - positions[i]) / FS_HZ;
    }
    return seconds;
  }
}
