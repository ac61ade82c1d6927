package org.purkinje.biosignal.statistics;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;

/**
 * Percentile intervals by drawing whole subjects with replacement; readings of one subject are not
 * independent and stay together.
 *
 * @param resamples number of draws, at least 1
 * @param confidence share of the draws inside the interval, above 0, below 1, e.g. 0.95
 * @param seed equal seeds give equal draws
 */
public record SubjectBootstrap(int resamples, double confidence, long seed) {

  public SubjectBootstrap {
    if (resamples < 1) {
      throw new IllegalArgumentException("resamples must be at least 1, got " + resamples);
    }
    if (!(confidence > 0 && confidence < 1)) {
      throw new IllegalArgumentException("confidence must lie between 0 and 1, got " + confidence);
    }
  }

  /**
   * @param subjects number of subjects, at least 1
   * @param statistic takes the drawn subjects, 0 to {@code subjects - 1}, some repeated, shape
   *     [subjects]; the array is used again for the next draw
   */
  public ConfidenceInterval interval(int subjects, ToDoubleFunction<int[]> statistic) {
    if (subjects < 1) {
      throw new IllegalArgumentException("subjects must be at least 1, got " + subjects);
    }
    SplittableRandom random = new SplittableRandom(seed);
    int[] drawn = new int[subjects];
    double[] values = new double[resamples];
    for (int i = 0; i < resamples; i++) {
      for (int k = 0; k < subjects; k++) {
        drawn[k] = random.nextInt(subjects);
      }
      values[i] = statistic.applyAsDouble(drawn);
    }
    double[] defined = Arrays.stream(values).filter(value -> !Double.isNaN(value)).toArray();
    double tail = 100 * (1 - confidence) / 2;
    return new ConfidenceInterval(
        Descriptives.percentile(defined, tail),
        Descriptives.percentile(defined, 100 - tail),
        resamples - defined.length);
  }
}
