package org.purkinje.biosignal.pressure;

import static org.purkinje.biosignal.pressure.PressureSignals.FS_HZ;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.purkinje.biosignal.beat.Pulse;
import org.purkinje.biosignal.beat.PulseDetector;
import org.purkinje.biosignal.beat.PulseTemplate;
import org.purkinje.biosignal.filter.Standardisation;
import org.purkinje.biosignal.signal.SignalKind;
import org.purkinje.biosignal.statistics.Descriptives;
import org.purkinje.biosignal.window.WindowRefusal;
import org.purkinje.biosignal.window.WindowRule;

/**
 * What the rules for PPG, alone or with the ECG, ask of a window.
 *
 * @param sd of the filtered PPG
 * @param unit of the PPG
 * @param z standardised PPG, shape [samples]
 * @param pulses pulses of the PPG
 * @param rPeaks R peaks, samples from the start of the window
 * @param template mean pulse over one median pulse interval
 */
record PulseWindow(
    double sd, String unit, double[] z, List<Pulse> pulses, int[] rPeaks, PulseTemplate template) {

  private static final PulseDetector PULSES = new PulseDetector(FS_HZ);
  private static final String BOTH = "ECG and PPG";

  static PulseWindow of(PressureSignals record, int start) {
    double[] ppg = record.window(SignalKind.PPG, start);
    Standardisation standardisation = Standardisation.of(ppg);
    double[] z = standardisation.apply(ppg);
    List<Pulse> pulses = PULSES.detect(z);
    double interval = Descriptives.median(intervals(peaks(pulses)));
    return new PulseWindow(
        standardisation.sd(),
        record.ppg().unit(),
        z,
        pulses,
        record.rPeaks(start),
        PulseTemplate.of(z, pulses, (int) (interval * FS_HZ)));
  }

  /** Whether the PPG alone may be learnt from. */
  Optional<WindowRefusal> refusal(PulseRules rules) {
    return flat(rules).or(() -> fewPulses(rules));
  }

  /** Whether the shape of its pulses may be measured. */
  Optional<WindowRefusal> shapeRefusal(PulseRules rules) {
    return refusal(rules).or(() -> poorTemplate(rules));
  }

  /** Whether ECG and PPG show the same heart. */
  Optional<WindowRefusal> pairRefusal(PulseRules rules) {
    return flat(rules)
        .or(() -> fewBeats("ECG", "R peaks", rPeaks.length, rules))
        .or(() -> fewPulses(rules))
        .or(() -> ratesApart(rules))
        .or(() -> poorTemplate(rules))
        .or(() -> fewArrivals(rules));
  }

  BloodPressureFeatures features(PulseRules rules) {
    return BloodPressureFeatures.of(z, pulses, template, rr(), arrivals(rules), FS_HZ);
  }

  /** Median R peak to foot, s; NaN if no pulse arrives in time. */
  double patSeconds(PulseRules rules) {
    return Descriptives.median(
        arrivals(rules).stream().mapToDouble(PulseArrival::footSeconds).toArray());
  }

  PulseShapeFeatures shape() {
    return PulseShapeFeatures.of(z, pulses, template, FS_HZ);
  }

  static Optional<WindowRefusal> fewBeats(
      String signal, String quantity, int beats, PulseRules rules) {
    return refusedIf(
        beats < rules.minBeats(),
        () ->
            WindowRefusal.atLeast(WindowRule.BEATS, signal, quantity, beats, "", rules.minBeats()));
  }

  private Optional<WindowRefusal> flat(PulseRules rules) {
    return refusedIf(
        sd < rules.minSd(),
        () -> WindowRefusal.atLeast(WindowRule.PPG_FLAT, "PPG", "SD", sd, unit, rules.minSd()));
  }

  private Optional<WindowRefusal> fewPulses(PulseRules rules) {
    return fewBeats("PPG", "pulses", pulses.size(), rules);
  }

  private Optional<WindowRefusal> ratesApart(PulseRules rules) {
    double rr = Descriptives.median(rr());
    double interval = Descriptives.median(intervals(peaks(pulses)));
    double apart = Math.abs(rr - interval);
    return refusedIf(
        apart > rules.maxRateDifference() * rr,
        () ->
            WindowRefusal.atMost(
                WindowRule.HR_MISMATCH,
                BOTH,
                "median RR %.3f s and pulse interval %.3f s differ by".formatted(rr, interval),
                100 * apart / rr,
                "%",
                100 * rules.maxRateDifference()));
  }

  private Optional<WindowRefusal> poorTemplate(PulseRules rules) {
    return refusedIf(
            template.pulses() < rules.minTemplatePulses(),
            () ->
                WindowRefusal.atLeast(
                    WindowRule.BEATS,
                    "PPG",
                    "pulses wholly in the window",
                    template.pulses(),
                    "",
                    rules.minTemplatePulses()))
        .or(
            () ->
                refusedIf(
                    template.mean().length < rules.minTemplateSamples(),
                    () ->
                        WindowRefusal.atLeast(
                            WindowRule.BEATS,
                            "PPG",
                            "median pulse",
                            template.mean().length / FS_HZ,
                            "s",
                            rules.minTemplateSamples() / FS_HZ)))
        .or(
            () ->
                refusedIf(
                    !(template.meanCorrelation() >= rules.minTemplateCorrelation()),
                    () ->
                        WindowRefusal.atLeast(
                            WindowRule.PPG_TEMPLATE,
                            "PPG",
                            "mean correlation",
                            template.meanCorrelation(),
                            "",
                            rules.minTemplateCorrelation())));
  }

  private Optional<WindowRefusal> fewArrivals(PulseRules rules) {
    int arrivals = arrivals(rules).size();
    return refusedIf(
        arrivals < rules.minPats(),
        () ->
            WindowRefusal.atLeast(
                WindowRule.PAT,
                BOTH,
                "pulses %s to %s s after an R peak"
                    .formatted(rules.patSeconds().min(), rules.patSeconds().max()),
                arrivals,
                "",
                rules.minPats()));
  }

  private static Optional<WindowRefusal> refusedIf(
      boolean isBroken, Supplier<WindowRefusal> refusal) {
    return isBroken ? Optional.of(refusal.get()) : Optional.empty();
  }

  private List<PulseArrival> arrivals(PulseRules rules) {
    return PulseArrival.find(
        rPeaks, pulses, FS_HZ, rules.patSeconds().min(), rules.patSeconds().max());
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
