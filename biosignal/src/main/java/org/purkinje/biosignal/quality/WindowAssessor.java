package org.purkinje.biosignal.quality;

import java.util.Optional;
import org.purkinje.biosignal.filter.Standardisation;
import org.purkinje.biosignal.pressure.PressureReference;
import org.purkinje.biosignal.signal.SignalKind;

/**
 * Judges 10 s windows of prepared recordings.
 *
 * <p>A signal that the recording lacks is absent; one that lacks samples in the window has a gap.
 */
public final class WindowAssessor {

  private final WindowRules rules;

  public WindowAssessor(WindowRules rules) {
    this.rules = rules;
  }

  /**
   * @param start first sample of the window
   */
  public WindowJudgement judge(PreparedRecord record, int start) {
    Optional<WindowRefusal> noEcg = missing(record, start, SignalKind.ECG);
    Optional<WindowRefusal> noPpg = missing(record, start, SignalKind.PPG);
    Optional<WindowRefusal> noAbp = missing(record, start, SignalKind.ABP);
    Optional<PulseWindow> pulse =
        noPpg.isPresent() ? Optional.empty() : Optional.of(PulseWindow.of(record, start));
    Optional<AbpWindow> abp =
        noAbp.isPresent() ? Optional.empty() : Optional.of(AbpWindow.of(record, start, rules));
    Optional<WindowRefusal> abpRefusal = noAbp.or(() -> abp.flatMap(a -> a.refusal(rules)));
    Optional<WindowRefusal> pairRefusal =
        missing(record, start, SignalKind.ECG, SignalKind.PPG)
            .or(() -> pulse.flatMap(p -> p.pairRefusal(rules)));
    Optional<WindowRefusal> shapeRefusal =
        noPpg.or(() -> pulse.flatMap(p -> p.shapeRefusal(rules)));
    Optional<PressureReference> reference =
        abpRefusal.isPresent() ? Optional.empty() : abp.map(AbpWindow::reference);
    return new WindowJudgement(
        noEcg.or(() -> ecgRefusal(record, start)),
        noPpg.or(() -> pulse.flatMap(p -> p.refusal(rules))),
        pairRefusal,
        abpRefusal,
        shapeRefusal,
        shapeRefusal.isPresent() ? Optional.empty() : pulse.map(PulseWindow::shape),
        reference,
        missing(record, start, SignalKind.ECG, SignalKind.PPG, SignalKind.ABP)
            .or(() -> abpRefusal)
            .or(() -> pairRefusal)
            .<WindowAssessment>map(WindowAssessment.Refused::new)
            .orElseGet(() -> accepted(pulse.orElseThrow(), reference.orElseThrow())));
  }

  /**
   * The blood pressure protocol alone.
   *
   * @param start first sample of the window
   */
  public WindowAssessment assess(PreparedRecord record, int start) {
    return judge(record, start).protocol();
  }

  private WindowAssessment accepted(PulseWindow pulse, PressureReference reference) {
    return new WindowAssessment.Accepted(
        pulse.features(rules), reference.sbpMmhg(), reference.dbpMmhg());
  }

  private Optional<WindowRefusal> ecgRefusal(PreparedRecord record, int start) {
    double sd = Standardisation.of(record.window(SignalKind.ECG, start)).sd();
    if (sd < rules.lowestSd()) {
      return Optional.of(
          WindowRefusal.atLeast(
              WindowRule.ECG_FLAT, "ECG", "SD", sd, record.ecg().unit(), rules.lowestSd()));
    }
    return PulseWindow.fewBeats("ECG", "R peaks", record.rPeaks(start).length, rules);
  }

  /** The first of these signals that is absent or, if all are there, that has a gap. */
  private static Optional<WindowRefusal> missing(
      PreparedRecord record, int start, SignalKind... kinds) {
    for (SignalKind kind : kinds) {
      if (!record.has(kind)) {
        return Optional.of(
            WindowRefusal.atLeast(WindowRule.ABSENT, kind.name(), "channels", 0, "", 1));
      }
    }
    for (SignalKind kind : kinds) {
      int[] missing = record.missing(kind, start);
      if (missing.length > 0) {
        return Optional.of(
            WindowRefusal.atMost(
                    WindowRule.GAP, kind.name(), "missing samples", missing.length, "", 0)
                .at((start + missing[0]) / PreparedRecord.FS_HZ));
      }
    }
    return Optional.empty();
  }
}
