package org.purkinje.eval.pressure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.purkinje.biosignal.pressure.grade.PressurePairs;
import org.purkinje.biosignal.statistics.Descriptives;

/**
 * How every subject fares by one method, trained once for each seed.
 *
 * @param trainings at least one
 */
record MethodScores(Target target, Method method, List<Training> trainings) {

  /**
   * The outcome of one seed.
   *
   * @param scores shape [subjects], in order of the cohort
   */
  record Training(Cohort cohort, long seed, List<SubjectScore> scores) {

    /** All readings of all subjects. */
    PressurePairs pooledWindows() {
      return PressurePairs.joined(scores.stream().map(SubjectScore::pairs).toList());
    }

    /** Three readings of each subject. */
    Optional<PressurePairs> threeReadings() {
      return ThreeReadings.pairs(cohort, scores, seed);
    }
  }

  /**
   * One for each target and method of the feature set.
   *
   * @param cohorts all of the evaluation, in the order that the results count them
   */
  static List<MethodScores> of(Graded graded, List<Cohort> cohorts, List<FoldResult> results) {
    List<MethodScores> all = new ArrayList<>();
    for (Target target : Target.values()) {
      for (Method method : Method.of(graded.grading().features())) {
        List<Training> trainings = new ArrayList<>();
        for (Cohort cohort : graded.cohorts()) {
          int position = position(cohorts, cohort);
          List<FoldResult> ofMethod =
              results.stream()
                  .filter(
                      result ->
                          result.cohort() == position
                              && result.target() == target
                              && result.method() == method)
                  .toList();
          cohort.seeds().stream()
              .map(seed -> training(cohort, target, seed, ofMethod))
              .flatMap(Optional::stream)
              .forEach(trainings::add);
        }
        all.add(new MethodScores(target, method, trainings));
      }
    }
    return all;
  }

  /** What does not depend on the seed: features, windows, subjects. */
  Cohort cohort() {
    return trainings.get(0).cohort();
  }

  /** Scores of the first seed. */
  List<SubjectScore> first() {
    return trainings.get(0).scores();
  }

  /** A figure of each training, shape [seeds]. */
  double[] each(ToDoubleFunction<Training> value) {
    return trainings.stream().mapToDouble(value).toArray();
  }

  /** Mean over the seeds for which the figure is defined; NaN if there are none. */
  static double mean(double[] bySeed) {
    return Descriptives.mean(Arrays.stream(bySeed).filter(Double::isFinite).toArray());
  }

  @SuppressWarnings("ReferenceEquality") // it is one of them
  private static int position(List<Cohort> cohorts, Cohort cohort) {
    return IntStream.range(0, cohorts.size())
        .filter(c -> cohorts.get(c) == cohort)
        .findFirst()
        .orElseThrow();
  }

  private static Optional<Training> training(
      Cohort cohort, Target target, long seed, List<FoldResult> results) {
    double[][] predictions = new double[cohort.subjects().size()][];
    results.stream()
        .filter(result -> result.seed() == seed)
        .forEach(result -> predictions[result.heldOut()] = result.predictedMmhg());
    if (predictions.length == 0 || predictions[0] == null) {
      return Optional.empty();
    }
    return Optional.of(
        new Training(
            cohort,
            seed,
            IntStream.range(0, predictions.length)
                .mapToObj(
                    s -> {
                      SubjectWindows subject = cohort.subjects().get(s);
                      return SubjectScore.of(
                          s,
                          subject.truthMmhg(target),
                          predictions[s],
                          subject.calibrationMmhg(target));
                    })
                .toList()));
  }
}
