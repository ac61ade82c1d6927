package org.purkinje.biosignal.beat;

import java.util.stream.IntStream;

/**
 * Detections paired with reference beats.
 *
 * @param truePositives pairs
 * @param falsePositives detections without a reference beat
 * @param falseNegatives reference beats without a detection
 * @param offsetsSamples detection minus reference of each pair, samples, in order of time
 */
public record BeatMatch(
    int truePositives, int falsePositives, int falseNegatives, int[] offsetsSamples) {

  /** The two matches counted together. */
  public BeatMatch plus(BeatMatch other) {
    return new BeatMatch(
        truePositives + other.truePositives,
        falsePositives + other.falsePositives,
        falseNegatives + other.falseNegatives,
        IntStream.concat(IntStream.of(offsetsSamples), IntStream.of(other.offsetsSamples))
            .toArray());
  }

  /** Share of reference beats that were found, 0 to 1; NaN without reference beats. */
  public double sensitivity() {
    return (double) truePositives / (truePositives + falseNegatives);
  }

  /** Share of detections that are reference beats, 0 to 1; NaN without detections. */
  public double positivePredictivity() {
    return (double) truePositives / (truePositives + falsePositives);
  }

  /** {@code 2 TP / (2 TP + FP + FN)}; NaN where there is nothing on either side. */
  public double f1() {
    return 2.0 * truePositives / (2.0 * truePositives + falsePositives + falseNegatives);
  }
}
