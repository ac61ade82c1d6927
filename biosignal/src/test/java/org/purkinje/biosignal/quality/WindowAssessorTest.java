package org.purkinje.biosignal.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

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
    assertThat(assessor.firstRefusal(record, START)).isEmpty();
    assertThat(assessor.reference(record, START)).isPresent();
  }

  @Test
  void judgesSignalsThatCameWithoutTheOthers() {
    PreparedRecord noAbp = PreparedRecord.prepare(ecg, ppg, RawSignal.absent());
    assertThat(assessor.ecgRefusal(noAbp, START)).isEmpty();
    assertThat(assessor.ppgRefusal(noAbp, START)).isEmpty();
    assertThat(assessor.pairRefusal(noAbp, START)).isEmpty();
    assertThat(assessor.abpRefusal(noAbp, START)).contains(WindowRule.GAP);
    assertThat(assessor.reference(noAbp, START)).isEmpty();
    assertThat(assessor.firstRefusal(noAbp, START)).contains(WindowRule.GAP);

    PreparedRecord ecgAlone = PreparedRecord.prepare(ecg, RawSignal.absent(), RawSignal.absent());
    assertThat(ecgAlone.windowStarts()).hasSize(3);
    assertThat(assessor.ecgRefusal(ecgAlone, START)).isEmpty();
    assertThat(assessor.pairRefusal(ecgAlone, START)).contains(WindowRule.GAP);
  }

  @Test
  void refusesOnlyTheSignalWithTheGap() {
    PreparedRecord record = PreparedRecord.prepare(ecg, SyntheticSignals.without(1300, ppg), abp);
    assertThat(assessor.ppgRefusal(record, START)).contains(WindowRule.GAP);
    assertThat(assessor.ppgRefusal(record, 0)).isEmpty();
    assertThat(assessor.ecgRefusal(record, START)).isEmpty();
    assertThat(assessor.abpRefusal(record, START)).isEmpty();
    assertThat(assessor.firstRefusal(record, START)).contains(WindowRule.GAP);
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
  void refusesArrivalsThatComeTooLate() {
    PreparedRecord record = PreparedRecord.prepare(ecg, ppg, abp);
    WindowAssessor hasty = new WindowAssessor(WindowRules.published().withLongestPatSeconds(0.1));
    assertThat(hasty.firstRefusal(record, START)).contains(WindowRule.PAT);
    assertThat(hasty.ppgRefusal(record, START)).isEmpty();
  }

  @Test
  void refusesAFlatEcg() {
    RawSignal nothing = new RawSignal(new double[2500], 125);
    PreparedRecord record = PreparedRecord.prepare(nothing, ppg, abp);
    assertThat(assessor.ecgRefusal(record, START)).contains(WindowRule.ECG_FLAT);
    assertThat(assessor.pairRefusal(record, START)).contains(WindowRule.BEATS);
  }

  private WindowRule firstRefusal(RawSignal ppg, RawSignal abp) {
    return assessor.firstRefusal(PreparedRecord.prepare(ecg, ppg, abp), START).orElseThrow();
  }
}
