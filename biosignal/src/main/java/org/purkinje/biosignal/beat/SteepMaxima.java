package org.purkinje.biosignal.beat;

import java.util.Arrays;

/**
 * Maxima of a signal that is steep where QRS complexes are, and how high these are about each.
 *
 * @param heights shape [samples]
 * @param at samples of the maxima, ascending
 */
record SteepMaxima(double[] heights, int[] at, Level level) {

  /**
   * @param apart smallest distance between two maxima, samples
   * @param blockSamples of which the level takes the maximum, samples
   */
  static SteepMaxima of(double[] heights, int apart, int blockSamples) {
    return new SteepMaxima(
        heights, new PeakFinder(apart, 0).find(heights), Level.of(heights, blockSamples));
  }

  /** Those above a share of the level, ascending. */
  int[] above(double share) {
    return Arrays.stream(at).filter(i -> isAbove(i, share)).toArray();
  }

  /** The highest maximum from one sample to before another above a share of its level, or -1. */
  int highest(int from, int to, double share) {
    int best = -1;
    int first = Arrays.binarySearch(at, from);
    for (int i = first < 0 ? -first - 1 : first; i < at.length && at[i] < to; i++) {
      if (isAbove(at[i], share) && (best < 0 || heights[at[i]] > heights[best])) {
        best = at[i];
      }
    }
    return best;
  }

  private boolean isAbove(int sample, double share) {
    return heights[sample] > share * level.at(sample);
  }

  /**
   * How high the maxima of QRS complexes are about each sample: the median over some 16 s of the
   * maxima of blocks, so that neither a steep ectopic beat nor a burst of noise shifts it; at least
   * a fifth of the blocks' 0.9 quantile, so that the noise of an asystole is no beat.
   *
   * @param byBlock shape [blocks]
   */
  private record Level(double[] byBlock, int blockSamples) {

    private static final int BLOCKS = 5;
    private static final double QUANTILE = 0.9;
    private static final double MIN_OVER_QUANTILE = 0.2;

    static Level of(double[] heights, int blockSamples) {
      double[] maxima = new double[(heights.length + blockSamples - 1) / blockSamples];
      for (int block = 0; block < maxima.length; block++) {
        int end = Math.min(heights.length, (block + 1) * blockSamples);
        double largest = 0;
        for (int i = block * blockSamples; i < end; i++) {
          largest = heights[i] > largest ? heights[i] : largest;
        }
        maxima[block] = largest;
      }
      double[] sorted = maxima.clone();
      Arrays.sort(sorted);
      double least = MIN_OVER_QUANTILE * sorted[(int) (QUANTILE * (sorted.length - 1))];
      double[] byBlock = new double[maxima.length];
      for (int i = 0; i < maxima.length; i++) {
        int end = Math.min(maxima.length, i + BLOCKS + 1);
        double[] near = Arrays.copyOfRange(maxima, Math.max(0, i - BLOCKS), end);
        Arrays.sort(near);
        byBlock[i] = Math.max(least, near[near.length / 2]);
      }
      return new Level(byBlock, blockSamples);
    }

    double at(int sample) {
      return byBlock[sample / blockSamples];
    }
  }
}
