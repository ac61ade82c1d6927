package org.purkinje.eval.pressure;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import org.purkinje.biosignal.pressure.grade.CalibrationDistance;
import org.purkinje.biosignal.pressure.grade.PressurePairs;
import org.purkinje.biosignal.pressure.grade.Skill;
import org.purkinje.biosignal.pressure.grade.SubjectErrors;

/**
 * How one subject fares by one method; every pooled metric follows from these, so that resampling
 * subjects needs no windows.
 *
 * @param pairs estimates and references of the scored windows
 * @param heldMaeMmhg mean absolute error of the held calibration
 * @param within5 readings whose error is at most 5 mmHg; likewise 10 and 15
 * @param strata errors by distance from the calibration
 */
record SubjectScore(
    PressurePairs pairs,
    SubjectErrors errors,
    double heldMaeMmhg,
    long within5,
    long within10,
    long within15,
    Map<CalibrationDistance, Stratum> strata) {

  /**
   * @param readings number of readings
   * @param absoluteErrorMmhg sum of their absolute errors
   */
  record Stratum(long readings, double absoluteErrorMmhg) {}

  /**
   * @param subject number of the subject
   * @param truthMmhg shape [scored]
   * @param predictedMmhg shape [scored]
   * @param calibrationMmhg calibration of each, shape [scored]
   */
  static SubjectScore of(
      int subject, double[] truthMmhg, double[] predictedMmhg, double[] calibrationMmhg) {
    int[] numbers = new int[truthMmhg.length];
    Arrays.fill(numbers, subject);
    PressurePairs pairs = new PressurePairs(numbers, truthMmhg, predictedMmhg);
    double held = 0;
    for (int i = 0; i < truthMmhg.length; i++) {
      held += Math.abs(calibrationMmhg[i] - truthMmhg[i]);
    }
    return new SubjectScore(
        pairs,
        SubjectErrors.of(pairs).get(0),
        held / truthMmhg.length,
        within(pairs, 5),
        within(pairs, 10),
        within(pairs, 15),
        strata(pairs, calibrationMmhg));
  }

  int readings() {
    return errors.readings();
  }

  double skill() {
    return new Skill(errors.maeMmhg(), heldMaeMmhg).value();
  }

  private static long within(PressurePairs pairs, double mmhg) {
    return Arrays.stream(pairs.errors()).filter(error -> Math.abs(error) <= mmhg).count();
  }

  private static Map<CalibrationDistance, Stratum> strata(
      PressurePairs pairs, double[] calibrationMmhg) {
    double[] errors = pairs.errors();
    Map<CalibrationDistance, Stratum> strata = new EnumMap<>(CalibrationDistance.class);
    CalibrationDistance.split(pairs.truthMmhg(), calibrationMmhg)
        .forEach(
            (distance, readings) ->
                strata.put(
                    distance,
                    new Stratum(
                        readings.length,
                        Arrays.stream(readings).mapToDouble(i -> Math.abs(errors[i])).sum())));
    return strata;
  }
}
