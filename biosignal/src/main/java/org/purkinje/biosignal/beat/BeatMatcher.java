package org.purkinje.biosignal.beat;

import java.util.stream.IntStream;

/**
 * Pairs detections with reference beats one to one.
 *
 * <p>Both lists are swept once and the earliest possible pair is made, which gives the largest
 * possible number of pairs.
 *
 * @param toleranceSamples largest distance of a pair, samples; EC57 takes 150 ms
 */
public record BeatMatcher(int toleranceSamples) {

  public BeatMatcher {
    if (toleranceSamples < 0) {
      throw new IllegalArgumentException(
          "match tolerance must not be negative, got " + toleranceSamples);
    }
  }

  /**
   * @param toleranceSeconds largest distance of a pair, s, rounded down to whole samples
   * @param fs sampling frequency, Hz
   */
  public static BeatMatcher ofSeconds(double toleranceSeconds, double fs) {
    // 0.15 s at 360 Hz is 54 samples, in binary a little less.
    return new BeatMatcher((int) Math.floor(toleranceSeconds * fs + 1e-9));
  }

  /**
   * @param reference positions of the reference beats, samples, ascending
   * @param detected positions of the detections, samples, ascending
   */
  public BeatMatch match(int[] reference, int[] detected) {
    return matchInside(reference, detected, Integer.MIN_VALUE, Integer.MAX_VALUE);
  }

  /**
   * Leaves out reference beats before {@code start} or from {@code end} on, and the detections
   * paired with them or lying there unpaired.
   *
   * @param reference positions of the reference beats, samples, ascending
   * @param detected positions of the detections, samples, ascending
   */
  public BeatMatch matchInside(int[] reference, int[] detected, int start, int end) {
    IntStream.Builder offsets = IntStream.builder();
    int pairs = 0;
    int missed = 0;
    int spurious = 0;
    int r = 0;
    int d = 0;
    while (r < reference.length || d < detected.length) {
      long offset =
          r == reference.length
              ? Long.MIN_VALUE
              : d == detected.length ? Long.MAX_VALUE : (long) detected[d] - reference[r];
      if (offset < -toleranceSamples) {
        spurious += start <= detected[d] && detected[d] < end ? 1 : 0;
        d++;
        continue;
      }
      boolean counted = start <= reference[r] && reference[r] < end;
      if (offset > toleranceSamples) {
        missed += counted ? 1 : 0;
      } else {
        if (counted) {
          pairs++;
          offsets.add((int) offset);
        }
        d++;
      }
      r++;
    }
    return new BeatMatch(pairs, spurious, missed, offsets.build().toArray());
  }
}
