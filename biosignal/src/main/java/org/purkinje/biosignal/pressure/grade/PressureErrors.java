package org.purkinje.biosignal.pressure.grade;

import java.util.Arrays;
import java.util.List;
import org.purkinje.biosignal.statistics.Descriptives;

/**
 * How well a pressure is estimated: over all readings alike, and with each subject counting once.
 *
 * @param readings number of readings
 * @param subjects number of subjects
 * @param meMmhg mean error over readings
 * @param sdMmhg sample SD of the error over readings; NaN for a single reading
 * @param maeMmhg mean absolute error over readings
 * @param subjectMeanMaeMmhg mean over subjects of their mean absolute error
 * @param subjectMedianMaeMmhg median over subjects of their mean absolute error
 * @param withinSubjectCorrelation median over subjects of the correlation inside the subject; NaN
 *     if no subject has one
 * @param correlatedSubjects number of subjects that have such a correlation
 * @param withinSubjectTruthSdMmhg median over subjects of the SD of their reference; NaN if no
 *     subject has two readings
 * @param shareWithinAamiLimits share of subjects with |ME| up to 5 and SD up to 8 mmHg, 0 to 1
 * @param shareMaeBelow5 share of subjects with a mean absolute error below 5 mmHg, 0 to 1
 */
public record PressureErrors(
    int readings,
    int subjects,
    double meMmhg,
    double sdMmhg,
    double maeMmhg,
    double subjectMeanMaeMmhg,
    double subjectMedianMaeMmhg,
    double withinSubjectCorrelation,
    int correlatedSubjects,
    double withinSubjectTruthSdMmhg,
    double shareWithinAamiLimits,
    double shareMaeBelow5) {

  public static PressureErrors of(PressurePairs pairs) {
    double[] errors = pairs.errors();
    List<SubjectErrors> subjects = SubjectErrors.of(pairs);
    double[] maes = subjects.stream().mapToDouble(SubjectErrors::maeMmhg).toArray();
    double[] correlations =
        subjects.stream()
            .mapToDouble(SubjectErrors::correlation)
            .filter(Double::isFinite)
            .toArray();
    double[] truthSds =
        subjects.stream()
            .mapToDouble(SubjectErrors::truthSdMmhg)
            .filter(Double::isFinite)
            .toArray();
    long within = subjects.stream().filter(SubjectErrors::withinAamiLimits).count();
    long below5 = Arrays.stream(maes).filter(mae -> mae < 5).count();
    return new PressureErrors(
        errors.length,
        subjects.size(),
        Descriptives.mean(errors),
        Descriptives.sampleSd(errors),
        Descriptives.mean(Arrays.stream(errors).map(Math::abs).toArray()),
        Descriptives.mean(maes),
        Descriptives.median(maes),
        Descriptives.median(correlations),
        correlations.length,
        Descriptives.median(truthSds),
        (double) within / subjects.size(),
        (double) below5 / subjects.size());
  }
}
