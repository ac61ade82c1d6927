package org.purkinje.biosignal.pressure.grade;

/**
 * How much better a model is than holding each subject's calibration value.
 *
 * @param maeMmhg mean absolute error of the model
 * @param heldMaeMmhg mean absolute error of the held calibration value, on the same readings
 */
public record Skill(double maeMmhg, double heldMaeMmhg) {

  /** {@code 1 - MAE / held MAE}: 1 is perfect, 0 no better, below 0 worse. */
  public double value() {
    return 1 - maeMmhg / heldMaeMmhg;
  }
}
