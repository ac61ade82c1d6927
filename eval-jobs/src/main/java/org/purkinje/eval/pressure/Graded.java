package org.purkinje.eval.pressure;

import java.util.ArrayList;
import java.util.List;
import org.purkinje.eval.pressure.Cohort.Grading;

/**
 * The subjects of one grading, and why the other windows take no part.
 *
 * @param subjects how many have enough windows
 * @param cohorts none if the subjects are fewer than {@link Fold#MIN_SUBJECTS}, else one; where the
 *     calibration is drawn, one for each seed, of the same subjects
 * @param leftOut every window that is not scored
 */
record Graded(Grading grading, int subjects, List<Cohort> cohorts, ReasonCounts leftOut) {

  /** Seeds and calibration of an evaluation, and when its records started. */
  record Plan(
      CalibrationMode calibration, int fewestWindows, List<Long> seeds, RecordStarts starts) {}

  /** Subjects with fewer windows, the calibration included, are left out. */
  static Graded of(Candidates candidates, Plan plan) {
    ReasonCounts leftOut = candidates.leftOut().copy();
    List<List<PressureWindow>> enough = new ArrayList<>();
    for (List<PressureWindow> windows : Cohort.byPerson(candidates.windows()).values()) {
      if (windows.size() < plan.fewestWindows() || scored(windows, plan) == 0) {
        leftOut.exclude(windows, "too few windows of the subject");
      } else {
        enough.add(windows);
      }
    }
    if (enough.size() < Fold.MIN_SUBJECTS) {
      enough.forEach(windows -> leftOut.exclude(windows, "too few subjects"));
      return new Graded(candidates.grading(), enough.size(), List.of(), leftOut);
    }
    List<List<Long>> seedsByCohort =
        plan.calibration() == CalibrationMode.RANDOM
            ? plan.seeds().stream().map(List::of).toList()
            : List.of(plan.seeds());
    List<Cohort> cohorts =
        seedsByCohort.stream().map(seeds -> cohort(candidates, plan, enough, seeds)).toList();
    for (SubjectWindows subject : cohorts.get(0).subjects()) {
      subject.spans().forEach(span -> leftOut.exclude(span.calibrationWindows(), "calibration"));
    }
    return new Graded(candidates.grading(), enough.size(), cohorts, leftOut);
  }

  private static Cohort cohort(
      Candidates candidates, Plan plan, List<List<PressureWindow>> subjects, List<Long> seeds) {
    return new Cohort(
        candidates.grading(),
        seeds,
        subjects.stream().map(windows -> subject(windows, plan, seeds.get(0))).toList(),
        candidates.usesTiming());
  }

  private static int scored(List<PressureWindow> windows, Plan plan) {
    return subject(windows, plan, plan.seeds().get(0)).scored().size();
  }

  private static SubjectWindows subject(List<PressureWindow> windows, Plan plan, long seed) {
    return SubjectWindows.of(
        windows.get(0).personGroup(), windows, plan.starts(), plan.calibration(), seed);
  }
}
