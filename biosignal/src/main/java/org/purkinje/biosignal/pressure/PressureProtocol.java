package org.purkinje.biosignal.pressure;

import java.util.Optional;
import java.util.OptionalDouble;
import org.purkinje.biosignal.signal.SignalKind;
import org.purkinje.biosignal.window.WindowRefusal;

/**
 * Judges 10 s windows of prepared recordings.
 *
 * <p>A signal that the recording lacks is absent; one that lacks samples in the window has a gap.
 */
public final class PressureProtocol {

  private final PressureRules rules;

  public PressureProtocol(PressureRules rules) {
    this.rules = rules;
  }

  /**
   * @param start first sample of the window
   */
  public PressureJudgement judge(PressureSignals record, int start) {
    Optional<WindowRefusal> noPpg = record.refusal(start, SignalKind.PPG);
    Optional<WindowRefusal> noAbp = record.refusal(start, SignalKind.ABP);
    Optional<PulseWindow> pulse =
        noPpg.isPresent() ? Optional.empty() : Optional.of(PulseWindow.of(record, start));
    Optional<AbpWindow> abp =
        noAbp.isPresent()
            ? Optional.empty()
            : Optional.of(AbpWindow.of(record, start, rules.abp()));
    Optional<WindowRefusal> abpRefusal = noAbp.or(() -> abp.flatMap(a -> a.refusal(rules.abp())));
    Optional<WindowRefusal> pairRefusal =
        record
            .refusal(start, SignalKind.ECG, SignalKind.PPG)
            .or(() -> pulse.flatMap(p -> p.pairRefusal(rules.pulse())));
    Optional<WindowRefusal> shapeRefusal =
        noPpg.or(() -> pulse.flatMap(p -> p.shapeRefusal(rules.pulse())));
    Optional<PressureReference> reference =
        abpRefusal.isPresent() ? Optional.empty() : abp.map(AbpWindow::reference);
    return new PressureJudgement(
        pairRefusal,
        pairRefusal.isPresent()
            ? OptionalDouble.empty()
            : OptionalDouble.of(pulse.orElseThrow().patSeconds(rules.pulse())),
        abpRefusal,
        shapeRefusal,
        shapeRefusal.isPresent() ? Optional.empty() : pulse.map(PulseWindow::shape),
        reference,
        record
            .refusal(start, SignalKind.ECG, SignalKind.PPG, SignalKind.ABP)
            .or(() -> abpRefusal)
            .or(() -> pairRefusal)
            .<ProtocolOutcome>map(ProtocolOutcome.Refused::new)
            .orElseGet(() -> accepted(pulse.orElseThrow(), reference.orElseThrow())));
  }

  /**
   * The blood pressure protocol alone.
   *
   * @param start first sample of the window
   */
  public ProtocolOutcome assess(PressureSignals record, int start) {
    return judge(record, start).protocol();
  }

  private ProtocolOutcome accepted(PulseWindow pulse, PressureReference reference) {
    return new ProtocolOutcome.Accepted(
        pulse.features(rules.pulse()), reference.sbpMmhg(), reference.dbpMmhg());
  }
}
