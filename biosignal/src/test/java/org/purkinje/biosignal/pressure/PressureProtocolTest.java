package org.purkinje.biosignal.pressure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.purkinje.biosignal.window.RawSignal;
import org.purkinje.biosignal.window.WindowRefusal;
import org.purkinje.biosignal.window.WindowRule;

class PressureProtocolTest {

  private static final int START = 625;

  private final PressureProtocol assessor = new PressureProtocol(PressureRules.published());
  private final RawSignal ecg = SyntheticSignals.ecg();
  private final RawSignal ppg = SyntheticSignals.ppg();
  private final RawSignal abp = SyntheticSignals.abp(120, 80);

  @Test
  void acceptsAWindowOfThreeGoodSignals() {
    PressureSignals record = PressureSignals.prepare(ecg, ppg, abp);
    assertThat(record.windowStarts()).containsExactly(0, 625, 1250);
    assertThat(assessor.assess(record, START))
        .isInstanceOfSatisfying(
            ProtocolOutcome.Accepted.class,
            accepted -> {
              assertThat(accepted.sbpMmhg()).isCloseTo(120, within(0.5));
              assertThat(accepted.dbpMmhg()).isCloseTo(80, within(0.5));
              assertThat(accepted.features().heartRateBpm()).isCloseTo(75, within(0.5));
              assertThat(accepted.features().patSeconds()).isCloseTo(0.25, within(0.05));
            });
    assertThat(assessor.judge(record, START).reference()).isPresent();
    assertThat(assessor.judge(record, START).shape()).isPresent();
  }

  @Test
  void judgesSignalsThatCameWithoutTheOthers() {
    PressureJudgement noAbp =
        assessor.judge(PressureSignals.prepare(ecg, ppg, RawSignal.absent()), START);
    assertThat(noAbp.pairRefusal()).isEmpty();
    assertThat(noAbp.shape()).isPresent();
    assertThat(rule(noAbp.abpRefusal())).isEqualTo(WindowRule.ABSENT);
    assertThat(noAbp.reference()).isEmpty();
    assertThat(protocolRule(noAbp)).isEqualTo(WindowRule.ABSENT);

    PressureJudgement ecgAlone =
        assessor.judge(PressureSignals.prepare(ecg, RawSignal.absent(), RawSignal.absent()), START);
    assertThat(rule(ecgAlone.pairRefusal())).isEqualTo(WindowRule.ABSENT);
  }

  @Test
  void refusesOnlyTheSignalWithTheGap() {
    PressureSignals record = PressureSignals.prepare(ecg, SyntheticSignals.without(1300, ppg), abp);
    PressureJudgement window = assessor.judge(record, START);
    assertThat(window.abpRefusal()).isEmpty();
    assertThat(window.reference()).isPresent();
    assertThat(protocolRule(window)).isEqualTo(WindowRule.GAP);
  }

  @Test
  void namesTheRuleForPoorAbp() {
    assertThat(firstRefusal(ppg, SyntheticSignals.flat())).isEqualTo(WindowRule.ABP_FLAT);
    assertThat(firstRefusal(ppg, SyntheticSignals.abp(50, 20))).isEqualTo(WindowRule.ABP_RANGE);
    assertThat(firstRefusal(ppg, SyntheticSignals.abp(98, 80))).isEqualTo(WindowRule.ABP_DAMPED);
  }

  @Test
  void namesTheRuleForPoorPpg() {
    RawSignal nothing = new RawSignal(new double[2500], 125);
    assertThat(firstRefusal(nothing, abp)).isEqualTo(WindowRule.PPG_FLAT);
    assertThat(firstRefusal(SyntheticSignals.ppg(1.1), abp)).isEqualTo(WindowRule.HR_MISMATCH);
  }

  @Test
  void refusesArrivalsThatComeTooLateButMeasuresTheShape() {
    PressureSignals record = PressureSignals.prepare(ecg, ppg, abp);
    PressureProtocol hasty = new PressureProtocol(PressureRules.published().withMaxPatSeconds(0.1));
    PressureJudgement window = hasty.judge(record, START);
    assertThat(protocolRule(window)).isEqualTo(WindowRule.PAT);
    assertThat(window.shape()).isPresent();
    assertThat(window.reference()).isPresent();
  }

  @Test
  void refusesThePairOfAFlatEcg() {
    RawSignal nothing = new RawSignal(new double[2500], 125);
    PressureSignals record = PressureSignals.prepare(nothing, ppg, abp);
    PressureJudgement window = assessor.judge(record, START);
    assertThat(rule(window.pairRefusal())).isEqualTo(WindowRule.BEATS);
  }

  private WindowRule firstRefusal(RawSignal ppg, RawSignal abp) {
    return protocolRule(assessor.judge(PressureSignals.prepare(ecg, ppg, abp), START));
  }

  private static WindowRule protocolRule(PressureJudgement window) {
    return ((ProtocolOutcome.Refused) window.protocol()).rule();
  }

  private static WindowRule rule(Optional<WindowRefusal> refusal) {
    return refusal.orElseThrow().rule();
  }
}
