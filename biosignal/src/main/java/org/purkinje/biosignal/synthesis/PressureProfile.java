package org.purkinje.biosignal.synthesis;

/**
 * Level and variation of a subject's arterial pressure.
 *
 * @param sbpMmhg systolic set point, mmHg
 * @param dbpMmhg diastolic set point, mmHg
 * @param driftMmhg standard deviation of the systolic drift over minutes, mmHg; the diastolic one
 *     is {@link #DIASTOLIC_DRIFT_RATIO} of it
 * @param mayerMmhg standard deviation of the 0.1 Hz waves, mmHg
 * @param respirationMmhg standard deviation of the respiratory modulation, mmHg
 * @param runoffMmhgPerSecond fall of the diastolic pressure per second of longer RR, mmHg/s
 */
public record PressureProfile(
    double sbpMmhg,
    double dbpMmhg,
    double driftMmhg,
    double mayerMmhg,
    double respirationMmhg,
    double runoffMmhgPerSecond) {

  static final double DIASTOLIC_DRIFT_RATIO = 0.6;

  /** Mean pressure at the set point: one third of the pulse pressure above diastolic, mmHg. */
  public double mapMmhg() {
    return meanPressure(sbpMmhg, dbpMmhg);
  }

  /** The third-of-pulse-pressure estimate of mean arterial pressure, mmHg. */
  static double meanPressure(double sbpMmhg, double dbpMmhg) {
    return dbpMmhg + (sbpMmhg - dbpMmhg) / 3;
  }
}
