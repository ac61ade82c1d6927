package org.purkinje.eval.pressure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.purkinje.biosignal.metric.PressurePairs;

/**
 * How every subject fares by one method.
 *
 * @param scores shape [subjects], in order of the cohort
 */
record MethodScores(Cohort cohort, Target target, Method method, List<SubjectScore> scores) {

  /** One for each target and method of the feature set. */
  static List<MethodScores> of(Cohort cohort, List<FoldResult> results) {
    List<MethodScores> all = new ArrayList<>();
    for (Target target : Target.values()) {
      for (Method method : Method.of(cohort.features())) {
        double[][] predictions = new double[cohort.subjects().size()][];
        results.stream()
            .filter(
                result ->
                    result.features() == cohort.features()
                        && result.target() == target
                        && result.method() == method)
            .forEach(result -> predictions[result.heldOut()] = result.predictedMmhg());
        all.add(new MethodScores(cohort, target, method, scores(cohort, target, predictions)));
      }
    }
    return all;
  }

  /** All readings of all subjects. */
  PressurePairs pairs() {
    return new PressurePairs(
        scores.stream().flatMapToInt(s -> Arrays.stream(s.pairs().subjects())).toArray(),
        scores.stream().flatMapToDouble(s -> Arrays.stream(s.pairs().truthMmhg())).toArray(),
        scores.stream().flatMapToDouble(s -> Arrays.stream(s.pairs().predictedMmhg())).toArray());
  }

  private static List<SubjectScore> scores(Cohort cohort, Target target, double[][] predictions) {
    return IntStream.range(0, predictions.length)
        .mapToObj(
            s -> {
              SubjectWindows subject = cohort.subjects().get(s);
              return SubjectScore.of(
                  s, subject.truthMmhg(target), predictions[s], subject.calibration().mmhg(target));
            })
        .toList();
  }
}
