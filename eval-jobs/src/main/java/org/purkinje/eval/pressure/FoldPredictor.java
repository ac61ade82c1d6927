package org.purkinje.eval.pressure;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Estimates the scored windows of a held-out subject by every method. The same fold gives the same
 * estimates wherever it is computed.
 *
 * @param boosting size of the trees
 * @param anchors readings drawn per training subject that stand in for its calibration as well
 * @param seed of every draw but the calibration's
 */
record FoldPredictor(BoostingSettings boosting, int anchors, long seed) implements Serializable {

  FoldPredictor withSeed(long other) {
    return new FoldPredictor(boosting, anchors, other);
  }

  /** Pressures, mmHg, shape [scored]. */
  double[] predict(Fold fold, Target target, Method method) {
    SubjectWindows heldOut = fold.heldOut();
    int scored = heldOut.scored().size();
    return switch (method) {
      case TRAIN_MEAN -> constant(scored, mean(fold.training(), target));
      case HOLD_CALIBRATION -> heldOut.calibrationMmhg(target);
      case PAT_LINEAR -> {
        PatSlope slope = PatSlope.of(changes(fold, target));
        yield sinceCalibration(heldOut, target, slope.predict(Examples.ofScored(heldOut, target)));
      }
      case LIGHTGBM_UNCALIBRATED -> uncalibrated(fold, target);
      case LIGHTGBM_CALIBRATED -> calibrated(fold, target);
      case LIGHTGBM_CALIBRATED_SHUFFLED -> calibrated(shuffled(fold), target);
    };
  }

  private double[] uncalibrated(Fold fold, Target target) {
    return train(fold, Examples.ofWindows(fold.training(), target))
        .predict(Examples.ofScoredWindows(fold.heldOut(), target));
  }

  private double[] calibrated(Fold fold, Target target) {
    SubjectWindows heldOut = fold.heldOut();
    BoostedTrees trees = train(fold, changes(fold, target));
    return sinceCalibration(heldOut, target, trees.predict(Examples.ofScored(heldOut, target)));
  }

  private Examples changes(Fold fold, Target target) {
    SplittableRandom random =
        new SplittableRandom(StableSeed.of(seed, "anchors", fold.heldOut().key()));
    return Examples.ofChanges(fold.training(), target, anchors, random);
  }

  private BoostedTrees train(Fold fold, Examples examples) {
    String key = fold.heldOut().key();
    int subjects = fold.training().size();
    int[] order =
        Permutation.of(subjects, new SplittableRandom(StableSeed.of(seed, "validation", key)));
    int kept = validationSubjects(subjects);
    Set<Integer> validation = Arrays.stream(order).limit(kept).boxed().collect(Collectors.toSet());
    Set<Integer> training = Arrays.stream(order).skip(kept).boxed().collect(Collectors.toSet());
    int treeSeed = (int) (StableSeed.of(seed, "trees", key) & Integer.MAX_VALUE);
    return new GradientBoosting(boosting, treeSeed)
        .train(examples.of(training), examples.of(validation));
  }

  /** At least 1, and at least 1 is left to learn from. */
  int validationSubjects(int subjects) {
    long share = Math.round(boosting.validationShare() * subjects);
    return (int) Math.max(1, Math.min(share, subjects - 1));
  }

  private Fold shuffled(Fold fold) {
    return new Fold(
        fold.heldOut().shuffled(seed),
        fold.training().stream().map(subject -> subject.shuffled(seed)).toList());
  }

  private static double[] sinceCalibration(
      SubjectWindows heldOut, Target target, double[] changesMmhg) {
    double[] calibrationMmhg = heldOut.calibrationMmhg(target);
    return IntStream.range(0, changesMmhg.length)
        .mapToDouble(i -> calibrationMmhg[i] + changesMmhg[i])
        .toArray();
  }

  private static double[] constant(int n, double value) {
    return IntStream.range(0, n).mapToDouble(i -> value).toArray();
  }

  private static double mean(List<SubjectWindows> subjects, Target target) {
    return subjects.stream()
        .flatMap(subject -> subject.windows().stream())
        .mapToDouble(window -> window.mmhg(target))
        .average()
        .orElseThrow();
  }
}
