package org.purkinje.eval.pressure;

import java.util.List;
import java.util.function.ToDoubleFunction;
import org.purkinje.biosignal.pressure.grade.Skill;
import org.purkinje.biosignal.pressure.grade.SubjectErrors;
import org.purkinje.biosignal.pressure.grade.Verdict;

/**
 * How one subject fares by one method: the means over its seeds.
 *
 * @param heldMaeMmhg mean absolute error of the held calibration
 */
record SubjectSummary(SubjectErrors errors, double heldMaeMmhg) {

  /**
   * @param subject position in the cohort
   */
  static SubjectSummary of(MethodScores method, int subject) {
    List<SubjectScore> bySeed =
        method.trainings().stream().map(training -> training.scores().get(subject)).toList();
    SubjectErrors first = bySeed.get(0).errors();
    return new SubjectSummary(
        new SubjectErrors(
            first.subject(),
            first.readings(),
            mean(bySeed, score -> score.errors().meMmhg()),
            mean(bySeed, score -> score.errors().sdMmhg()),
            mean(bySeed, score -> score.errors().maeMmhg()),
            mean(bySeed, score -> score.errors().correlation()),
            mean(bySeed, score -> score.errors().truthSdMmhg())),
        mean(bySeed, SubjectScore::heldMaeMmhg));
  }

  double skill() {
    return new Skill(errors.maeMmhg(), heldMaeMmhg).value();
  }

  /**
   * The column {@code passes}: which of two limits that are often mixed up this subject keeps, |ME|
   * up to 5 and SD up to 8 mmHg, and a mean absolute error below 5 mmHg.
   */
  String passes() {
    if (errors.readings() < Verdict.MIN_READINGS_PER_SUBJECT) {
      return "too few";
    }
    boolean below5 = errors.maeMmhg() < 5;
    if (errors.withinAamiLimits()) {
      return below5 ? "aami-subject and mae-below-5" : "aami-subject";
    }
    return below5 ? "mae-below-5" : "no";
  }

  private static double mean(List<SubjectScore> bySeed, ToDoubleFunction<SubjectScore> value) {
    return MethodScores.mean(bySeed.stream().mapToDouble(value).toArray());
  }
}
