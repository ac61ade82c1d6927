package org.purkinje.biosignal.synthesis;

import java.util.SplittableRandom;

/**
 * The slow processes that heart rate, pressure, PPG and ECG share, each of zero mean and unit
 * variance.
 *
 * @param lowFrequency Mayer waves near 0.1 Hz
 * @param respiration breathing
 * @param pressureDrift wandering of the pressure over 1.5 to 20 minutes
 * @param vasomotion wandering of the PPG amplitude over 20 to 120 s
 */
record SlowRhythms(
    OscillatorBank lowFrequency,
    OscillatorBank respiration,
    OscillatorBank pressureDrift,
    OscillatorBank vasomotion) {

  static SlowRhythms draw(SynthesisPlan plan, SubjectProfile subject) {
    HeartRate heart = subject.heartRate();
    SplittableRandom rate = RandomStream.HEART_RATE.open(plan.seed(), subject.index());
    SplittableRandom pressure = RandomStream.PRESSURE.open(plan.seed(), subject.index());
    return new SlowRhythms(
        OscillatorBank.band(heart.lowFrequencyHz(), HeartRate.BAND_WIDTH_HZ, rate),
        OscillatorBank.band(heart.respirationHz(), HeartRate.BAND_WIDTH_HZ, rate),
        OscillatorBank.drift(90, 1_200, pressure),
        OscillatorBank.drift(20, 120, pressure));
  }
}
