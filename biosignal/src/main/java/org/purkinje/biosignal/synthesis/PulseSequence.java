package org.purkinje.biosignal.synthesis;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Gives each heartbeat its pressures, its pulse arrival time and its PPG levels. Stroke and pulse
 * pressure grow with the filling time before the beat; diastolic pressure falls with the time to
 * the next one.
 */
final class PulseSequence {

  private static final double MIN_PULSE_PRESSURE = 14;
  private static final double PPG_OFFSET = 0.5;
  private static final double WIDTH_PER_MMHG = 0.004;
  private static final double VENTRICULAR_PEP_SECONDS = 0.015;

  private PulseSequence() {}

  static List<Pulse> draw(
      SynthesisPlan plan, SubjectProfile subject, SlowRhythms slow, List<Heartbeat> beats) {
    SplittableRandom random = RandomStream.PULSE.open(plan.seed(), subject.index());
    List<Pulse> pulses = new ArrayList<>(beats.size());
    double previousDbp = subject.pressure().dbpMmhg();
    for (Heartbeat beat : beats) {
      Pulse pulse = pulse(subject, slow, beat, previousDbp, random.nextGaussian());
      pulses.add(pulse);
      previousDbp = pulse.dbpMmhg();
    }
    return pulses;
  }

  private static Pulse pulse(
      SubjectProfile subject, SlowRhythms slow, Heartbeat beat, double previousDbp, double jitter) {
    PressureProfile pressure = subject.pressure();
    double t = beat.rSeconds();
    double meanRr = subject.heartRate().meanRrSeconds();
    double drift = pressure.driftMmhg() * slow.pressureDrift().at(t);
    double breath = slow.respiration().at(t);
    double fast =
        pressure.respirationMmhg() * breath + pressure.mayerMmhg() * slow.lowFrequency().at(t);

    double diastolic =
        pressure.dbpMmhg() + PressureProfile.DIASTOLIC_DRIFT_RATIO * drift + 0.5 * fast;
    double setPulsePressure = pressure.sbpMmhg() - pressure.dbpMmhg();
    double restingPulsePressure =
        Math.max(
            24,
            setPulsePressure + (1 - PressureProfile.DIASTOLIC_DRIFT_RATIO) * drift + 0.5 * fast);
    double pulsePressure =
        restingPulsePressure * filling(beat.rrBefore() / meanRr) * beat.kind().stroke();

    double runoff = pressure.runoffMmhgPerSecond() * (beat.rrAfter() - meanRr);
    double dbp = Math.max(35, diastolic - Math.max(-12, Math.min(12, runoff)));
    double sbp =
        Math.max(diastolic + pulsePressure, Math.max(dbp, previousDbp) + MIN_PULSE_PRESSURE);

    double map = PressureProfile.meanPressure(sbp, dbp);
    double pep =
        subject.arrival().pepJitterSeconds() * Math.max(-3, Math.min(3, jitter))
            + (beat.kind() == BeatKind.VENTRICULAR_PREMATURE ? VENTRICULAR_PEP_SECONDS : 0);
    double pat =
        Math.max(
            PulseArrival.MIN_SECONDS,
            Math.min(PulseArrival.MAX_SECONDS, subject.arrival().patSeconds(map) + pep));

    double foot = PPG_OFFSET + 0.08 * subject.ppgAmplitude() * breath;
    double tone = 1 + 0.1 * slow.vasomotion().at(t) + 0.04 * breath;
    double height =
        subject.ppgAmplitude()
            * tone
            * Math.pow(Math.max(0.2, (sbp - previousDbp) / setPulsePressure), 0.8);
    return new Pulse(
        beat,
        pat,
        t + pat - subject.arrival().lineLeadSeconds(map),
        sbp,
        dbp,
        foot,
        foot + Math.max(0.2, height),
        Math.exp(-WIDTH_PER_MMHG * (map - pressure.mapMmhg())));
  }

  /** Stroke relative to that after a mean RR interval, for {@code ratio} of it. */
  private static double filling(double ratio) {
    return (1 - Math.exp(-2 * ratio)) / (1 - Math.exp(-2));
  }
}
