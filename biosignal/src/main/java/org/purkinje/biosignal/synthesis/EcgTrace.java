package org.purkinje.biosignal.synthesis;

import java.util.List;

/**
 * Renders the two ECG leads from the dynamical model of McSharry, Clifford, Tarassenko, Smith, "A
 * dynamical model for generating synthetic electrocardiogram signals", IEEE Transactions on
 * Biomedical Engineering 50(3), 2003.
 *
 * <p>Departures from the paper:
 *
 * <ul>
 *   <li>The trajectory is taken to be on the limit cycle, where the phase is known in closed form,
 *       and the term {@code -(z - z0)}, a high pass at 0.16 Hz, is left out; then {@code z} is a
 *       sum of Gaussians of the phase and no integration is needed.
 *   <li>The extrema are given in mV and do not grow with RR, as {@code a b^2 / omega} would.
 *   <li>Q, R and S keep their timing within a subject; P and T follow part of each RR interval, by
 *       the powers that the paper's implementation applies to the mean heart rate.
 *   <li>T falls faster than it rises; the R peak scales by some per cent with respiration.
 *   <li>Premature and fibrillation beats, fibrillatory waves and a second lead are added. The leads
 *       are projections of one dipole per wave.
 *   <li>Baseline wander is a fault of the recording and not part of {@code z0}.
 * </ul>
 */
final class EcgTrace {

  private static final double WIDTHS = 4.5;
  private static final double WIDTH_POWER = 0.5;
  private static final double ANGLE_POWER = 0.75;

  /** Share of one interval in the RR that P and T follow; the rest is the subject's mean. */
  private static final double ADAPTATION = 0.3;

  private static final double RESPIRATORY_GAIN = 0.03;

  private final double fs;
  private final double[] leadIi;
  private final double[] leadV;

  EcgTrace(double fs, double[] leadIi, double[] leadV) {
    this.fs = fs;
    this.leadIi = leadIi;
    this.leadV = leadV;
  }

  /** Adds one beat; {@code breath} is the respiration at its R peak. */
  void add(Heartbeat beat, SubjectProfile subject, double breath) {
    EcgMorphology ecg = subject.ecg();
    double meanRr = subject.heartRate().meanRrSeconds();
    double gain = 1 + RESPIRATORY_GAIN * breath;
    if (beat.kind() == BeatKind.VENTRICULAR_PREMATURE) {
      addAll(beat.rSeconds(), ecg.ventricular(), gain, meanRr);
      return;
    }
    addAll(beat.rSeconds(), ecg.qrs(), gain, meanRr);
    double adapted =
        (1 - ADAPTATION) * meanRr + ADAPTATION * Math.min(beat.rrBefore(), 1.5 * meanRr);
    add(beat.rSeconds(), ecg.t(), 1, adapted);
    if (beat.kind() == BeatKind.SINUS) {
      add(beat.rSeconds(), ecg.p(), 1, adapted);
    } else if (beat.kind() == BeatKind.ATRIAL_PREMATURE) {
      add(beat.rSeconds(), ecg.prematureP(), 1, adapted);
    }
  }

  /** Adds fibrillatory waves to samples {@code from} to {@code to} (exclusive). */
  void addFibrillation(OscillatorBank waves, double sdMv, int from, int to) {
    waves.addTo(leadIi, from, to, fs, sdMv);
    waves.addTo(leadV, from, to, fs, 0.7 * sdMv);
  }

  private void addAll(double rSeconds, List<HeartWave> waves, double gain, double rr) {
    for (HeartWave wave : waves) {
      add(rSeconds, wave, gain, rr);
    }
  }

  private void add(double rSeconds, HeartWave wave, double gain, double rr) {
    double centre = rSeconds + wave.angle() / (2 * Math.PI) * Math.pow(rr, ANGLE_POWER);
    double secondsPerRadian = Math.pow(rr, WIDTH_POWER) / (2 * Math.PI);
    double rise = wave.riseWidth() * secondsPerRadian;
    double fall = wave.fallWidth() * secondsPerRadian;
    double ii = gain * wave.leadIiMv();
    double v = gain * wave.leadVMv();
    int from = Math.max(0, (int) Math.ceil((centre - WIDTHS * rise) * fs));
    int to = (int) Math.min(leadIi.length, Math.ceil((centre + WIDTHS * fall) * fs));
    for (int i = from; i < to; i++) {
      double distance = i / fs - centre;
      double scaled = distance / (distance < 0 ? rise : fall);
      double height = Math.exp(-0.5 * scaled * scaled);
      leadIi[i] += ii * height;
      leadV[i] += v * height;
    }
  }
}
