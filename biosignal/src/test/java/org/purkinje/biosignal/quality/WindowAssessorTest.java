package org.purkinje.biosignal.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class WindowAssessorTest {

  private static final int START = 625;

  private final WindowAssessor assessor = new WindowAssessor(WindowRules.published());
  private final RawSignal ecg = SyntheticSignals.ecg();
  private final RawSignal ppg = SyntheticSignals.ppg();
  private final RawSignal abp = SyntheticSignals.abp(120, 80);

  @Test
  void acceptsAWindowOfThreeGoodSignals() {
    PreparedRecord record = PreparedRecord.prepare(ecg, ppg, abp);
    assertThat(record.windowStarts()).containsExactly(0, 625, 1250);
    assertThat(assessor.assess(record, START))
        .isInstanceOfSatisfying(
            WindowAssessment.Accepted.class,
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
    WindowJudgement noAbp =
        assessor.judge(PreparedRecord.prepare(ecg, ppg, RawSignal.absent()), START);
    assertThat(noAbp.ecgRefusal()).isEmpty();
    assertThat(noAbp.ppgRefusal()).isEmpty();
    assertThat(noAbp.pairRefusal()).isEmpty();
    assertThat(noAbp.shape()).isPresent();
    assertThat(rule(noAbp.abpRefusal())).isEqualTo(WindowRule.ABSENT);
    assertThat(noAbp.reference()).isEmpty();
    assertThat(protocolRule(noAbp)).isEqualTo(WindowRule.ABSENT);

    WindowJudgement ecgAlone =
        assessor.judge(PreparedRecord.prepare(ecg, RawSignal.absent(), RawSignal.absent()), START);
    assertThat(ecgAlone.ecgRefusal()).isEmpty();
    assertThat(rule(ecgAlone.ppgRefusal())).isEqualTo(WindowRule.ABSENT);
    assertThat(rule(ecgAlone.pairRefusal())).isEqualTo(WindowRule.ABSENT);
  }

  @Test
  void refusesOnlyTheSignalWithTheGap() {
    PreparedRecord record = PreparedRecord.prepare(ecg, SyntheticSignals.without(1300, ppg), abp);
    WindowJudgement window = assessor.judge(record, START);
    assertThat(rule(window.ppgRefusal())).isEqualTo(WindowRule.GAP);
    assertThat(assessor.judge(record, 0).ppgRefusal()).isEmpty();
    assertThat(window.ecgRefusal()).isEmpty();
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
    PreparedRecord record = PreparedRecord.prepare(ecg, ppg, abp);
    WindowAssessor hasty = new WindowAssessor(WindowRules.published().withLongestPatSeconds(0.1));
    WindowJudgement window = hasty.judge(record, START);
    assertThat(protocolRule(window)).isEqualTo(WindowRule.PAT);
    assertThat(window.ppgRefusal()).isEmpty();
    assertThat(window.shape()).isPresent();
    assertThat(window.reference()).isPresent();
  }

  @Test
  void refusesAFlatEcg() {
    RawSignal nothing = new RawSignal(new double[2500], 125);
    PreparedRecord record = PreparedRecord.prepare(nothing, ppg, abp);
    WindowJudgement window = assessor.judge(record, START);
    assertThat(rule(window.ecgRefusal())).isEqualTo(WindowRule.ECG_FLAT);
    assertThat(rule(window.pairRefusal())).isEqualTo(WindowRule.BEATS);
  }

  private WindowRule firstRefusal(RawSignal ppg, RawSignal abp) {
    return protocolRule(assessor.judge(PreparedRecord.prepare(ecg, ppg, abp), START));
  }

  private static WindowRule protocolRule(WindowJudgement window) {
    return ((WindowAssessment.Refused) window.protocol()).rule();
  }

  private static WindowRule rule(Optional<WindowRefusal> refusal) {
    return refusal.orElseThrow().rule();
  }
}
