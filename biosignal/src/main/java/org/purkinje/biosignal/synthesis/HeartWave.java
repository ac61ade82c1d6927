package org.purkinje.biosignal.synthesis;

/**
 * One extremum of the ECG: a Gaussian of the oscillator's phase, seen by a lead as the projection
 * of a dipole.
 *
 * <p>Angles are those at an RR interval of 1 s, where 2 pi is one second. At other rates the time
 * {@code angle / 2 pi} grows with a power of RR, as in the reference implementation of McSharry et
 * al.
 *
 * @param angle phase after the R peak, rad; negative before it
 * @param riseWidth standard deviation of the Gaussian before its extremum, rad
 * @param fallWidth standard deviation after it, rad
 * @param dipoleMv extremum for a lead along the dipole, mV
 * @param axisDegrees direction of the dipole in the frontal plane, degrees; lead II lies at 60
 */
public record HeartWave(
    double angle, double riseWidth, double fallWidth, double dipoleMv, double axisDegrees) {

  private static final double LEAD_II_DEGREES = 60;
  private static final double LEAD_V_DEGREES = 0;

  static HeartWave symmetric(double angle, double width, double dipoleMv, double axisDegrees) {
    return new HeartWave(angle, width, width, dipoleMv, axisDegrees);
  }

  double leadIiMv() {
    return project(LEAD_II_DEGREES);
  }

  double leadVMv() {
    return project(LEAD_V_DEGREES);
  }

  private double project(double leadDegrees) {
    return dipoleMv * Math.cos(Math.toRadians(axisDegrees - leadDegrees));
  }
}
