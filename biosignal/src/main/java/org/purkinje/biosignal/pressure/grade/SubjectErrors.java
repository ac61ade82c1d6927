package org.purkinje.biosignal.pressure.grade;

import java.util.Arrays;
import java.util.List;
import org.purkinje.biosignal.statistics.Descriptives;

/**
 * How well the pressure of one subject is estimated.
 *
 * @param subject number of the subject
 * @param readings number of readings
 * @param meMmhg mean error
 * @param sdMmhg sample SD of the error; NaN for a single reading
 * @param maeMmhg mean absolute error
 * @param correlation of estimate and reference; NaN for fewer than 3 readings or where either is
 *     constant
 * @param truthSdMmhg sample SD of the reference; NaN for a single reading
 */
public record SubjectErrors(
    int subject,
    int readings,
    double meMmhg,
    double sdMmhg,
    double maeMmhg,
    double correlation,
    double truthSdMmhg) {

  private static final int MIN_FOR_CORRELATION = 3;
  private static final double CONSTANT_SD_MMHG = 1e-9;

  /** One row per subject, in order of the subjects' numbers. */
  public static List<SubjectErrors> of(PressurePairs pairs) {
    return pairs.bySubject().stream().map(SubjectErrors::ofOne).toList();
  }

  /** Whether this subject alone keeps to the limits of {@link AamiSp10}. */
  public boolean withinAamiLimits() {
    return AamiSp10.withinLimits(meMmhg, sdMmhg);
  }

  private static SubjectErrors ofOne(PressurePairs pairs) {
    double[] errors = pairs.errors();
    return new SubjectErrors(
        pairs.subjects()[0],
        errors.length,
        Descriptives.mean(errors),
        Descriptives.sampleSd(errors),
        Descriptives.mean(Arrays.stream(errors).map(Math::abs).toArray()),
        correlation(pairs),
        Descriptives.sampleSd(pairs.truthMmhg()));
  }

  private static double correlation(PressurePairs pairs) {
    boolean undefined =
        pairs.subjects().length < MIN_FOR_CORRELATION
            || Descriptives.sampleSd(pairs.predictedMmhg()) <= CONSTANT_SD_MMHG
            || Descriptives.sampleSd(pairs.truthMmhg()) <= CONSTANT_SD_MMHG;
    return undefined
        ? Double.NaN
        : Descriptives.correlation(pairs.predictedMmhg(), pairs.truthMmhg());
  }
}
