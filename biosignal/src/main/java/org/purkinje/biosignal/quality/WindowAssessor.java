package org.purkinje.biosignal.quality;

import java.util.List;
import java.util.Optional;
import org.purkinje.biosignal.beat.PulseDetector;
import org.purkinje.biosignal.filter.Standardisation;
import org.purkinje.biosignal.pressure.PressureReference;
import org.purkinje.biosignal.pressure.PulseShapeFeatures;
import org.purkinje.biosignal.signal.SignalKind;

/**
 * Judges 10 s windows of prepared recordings.
 *
 * <p>{@link #ecgRefusal} and {@link #ppgRefusal} ask about one signal alone, {@link #pairRefusal}
 * about both together, {@link #abpRefusal} about the label; {@link #assess} is the blood pressure
 * protocol, which needs all three. A signal that the recording lacks is refused as a gap.
 */
public final class WindowAssessor {

  private static final PulseDetector PULSES = new PulseDetector(PreparedRecord.FS_HZ);

  private final WindowRules rules;

  public WindowAssessor(WindowRules rules) {
    this.rules = rules;
  }

  /**
   * Whether the ECG alone may be learnt from: no gap, not flat, enough R peaks.
   *
   * @param start first sample of the window
   * @return the first broken rule
   */
  public Optional<WindowRule> ecgRefusal(PreparedRecord record, int start) {
    if (record.hasGap(SignalKind.ECG, start)) {
      return Optional.of(WindowRule.GAP);
    }
    if (Standardisation.of(record.window(SignalKind.ECG, start)).sd() < rules.lowestSd()) {
      return Optional.of(WindowRule.ECG_FLAT);
    }
    return enoughBeats(record.rPeaks(start).length);
  }

  /**
   * Whether the PPG alone may be learnt from: no gap, not flat, enough pulses.
   *
   * @param start first sample of the window
   * @return the first broken rule
   */
  public Optional<WindowRule> ppgRefusal(PreparedRecord record, int start) {
    if (record.hasGap(SignalKind.PPG, start)) {
      return Optional.of(WindowRule.GAP);
    }
    double[] ppg = record.window(SignalKind.PPG, start);
    Standardisation standardisation = Standardisation.of(ppg);
    if (standardisation.sd() < rules.lowestSd()) {
      return Optional.of(WindowRule.PPG_FLAT);
    }
    return enoughBeats(PULSES.detect(standardisation.apply(ppg)).size());
  }

  /**
   * Whether ECG and PPG show the same heart: no gap, PPG not flat, enough beats, equal rates,
   * pulses alike, pulse arrival times plausible.
   *
   * @param start first sample of the window
   * @return the first broken rule
   */
  public Optional<WindowRule> pairRefusal(PreparedRecord record, int start) {
    return anyGap(record, start, SignalKind.ECG, SignalKind.PPG)
        ? Optional.of(WindowRule.GAP)
        : PulseWindow.of(record, start, rules).refusal(rules);
  }

  /**
   * Whether the shape of the pulse may be measured, with or without an ECG: no gap, PPG not flat,
   * enough pulses, pulses alike.
   *
   * @param start first sample of the window
   * @return the first broken rule
   */
  public Optional<WindowRule> pulseShapeRefusal(PreparedRecord record, int start) {
    return anyGap(record, start, SignalKind.PPG)
        ? Optional.of(WindowRule.GAP)
        : PulseWindow.of(record, start, rules).shapeRefusal(rules);
  }

  /**
   * The shape of the pulse in a window that {@link #pulseShapeRefusal} does not refuse.
   *
   * @param start first sample of the window
   */
  public PulseShapeFeatures pulseShape(PreparedRecord record, int start) {
    return PulseWindow.of(record, start, rules).shapeFeatures();
  }

  /**
   * Whether the ABP gives a label: no gap, not flat, enough beats, in range, not damped.
   *
   * @param start first sample of the window
   * @return the first broken rule
   */
  public Optional<WindowRule> abpRefusal(PreparedRecord record, int start) {
    return anyGap(record, start, SignalKind.ABP)
        ? Optional.of(WindowRule.GAP)
        : AbpWindow.of(record, start, rules).refusal(rules);
  }

  /**
   * Blood pressure of a window whose ABP breaks no rule.
   *
   * @param start first sample of the window
   * @return empty where {@link #abpRefusal} names a rule
   */
  public Optional<PressureReference> reference(PreparedRecord record, int start) {
    if (anyGap(record, start, SignalKind.ABP)) {
      return Optional.empty();
    }
    AbpWindow abp = AbpWindow.of(record, start, rules);
    return abp.refusal(rules).isPresent() ? Optional.empty() : Optional.of(abp.reference());
  }

  /**
   * The blood pressure protocol: a gap in any signal, then the rules for the ABP, then those for
   * ECG and PPG together.
   *
   * @param start first sample of the window
   */
  public WindowAssessment assess(PreparedRecord record, int start) {
    if (anyGap(record, start, SignalKind.ECG, SignalKind.PPG, SignalKind.ABP)) {
      return new WindowAssessment.Refused(WindowRule.GAP);
    }
    AbpWindow abp = AbpWindow.of(record, start, rules);
    Optional<WindowRule> abpRefusal = abp.refusal(rules);
    if (abpRefusal.isPresent()) {
      return new WindowAssessment.Refused(abpRefusal.get());
    }
    PulseWindow pulse = PulseWindow.of(record, start, rules);
    Optional<WindowRule> pulseRefusal = pulse.refusal(rules);
    if (pulseRefusal.isPresent()) {
      return new WindowAssessment.Refused(pulseRefusal.get());
    }
    PressureReference reference = abp.reference();
    return new WindowAssessment.Accepted(
        pulse.features(), reference.sbpMmhg(), reference.dbpMmhg());
  }

  /**
   * The rule that {@link #assess} refuses by.
   *
   * @param start first sample of the window
   * @return empty where the window is accepted
   */
  public Optional<WindowRule> firstRefusal(PreparedRecord record, int start) {
    return assess(record, start) instanceof WindowAssessment.Refused refused
        ? Optional.of(refused.rule())
        : Optional.empty();
  }

  private Optional<WindowRule> enoughBeats(int beats) {
    return beats < rules.fewestBeats() ? Optional.of(WindowRule.BEATS) : Optional.empty();
  }

  private static boolean anyGap(PreparedRecord record, int start, SignalKind... kinds) {
    return List.of(kinds).stream().anyMatch(kind -> record.hasGap(kind, start));
  }
}
