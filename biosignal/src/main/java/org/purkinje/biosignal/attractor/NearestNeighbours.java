package org.purkinje.biosignal.attractor;

import java.util.Arrays;

/**
 * The nearest neighbour of each point of an embedding, among those that are not its neighbours in
 * time as well.
 *
 * @param embedding whose points they are
 * @param at the neighbour of each of the first points, -1 where there is none, shape [points]
 */
record NearestNeighbours(DelayEmbedding embedding, int[] at) {

  /**
   * Distances below are rounding, in SDs: half of what a stored sample of a window resolves ({@code
   * WindowSignals}).
   */
  static final double RESOLUTION_SD = 1e-4;

  /** Kennel's first criterion: a neighbour that parts by so many times its distance is false. */
  private static final double MAX_PARTING = 15;

  /** His second: so is one that ends up farther away than so many SDs of the signal. */
  private static final double MAX_DISTANCE_SD = 2;

  /**
   * @param embedding of a signal with SD 1
   * @param theilerSamples points so near in time are left out (Theiler 1986)
   * @param followedSamples points and neighbours are those with as many samples after them
   */
  static NearestNeighbours of(DelayEmbedding embedding, int theilerSamples, int followedSamples) {
    int points = Math.max(0, embedding.points() - followedSamples);
    int[] at = new int[points];
    double[] nearest = new double[points];
    Arrays.fill(at, -1);
    Arrays.fill(nearest, Double.POSITIVE_INFINITY);
    double[] squared = new double[embedding.points()];
    double[] scratch = new double[embedding.x().length];
    for (int lag = theilerSamples + 1; lag < points; lag++) {
      embedding.squaredDistances(lag, squared, scratch);
      for (int i = 0; i < points - lag; i++) {
        double distance = squared[i];
        if (distance < nearest[i]) {
          nearest[i] = distance;
          at[i] = i + lag;
        }
        if (distance < nearest[i + lag]) {
          nearest[i + lag] = distance;
          at[i + lag] = i;
        }
      }
    }
    return new NearestNeighbours(embedding, at);
  }

  /**
   * Share of the neighbours that are so by projection alone: one more coordinate parts them
   * (Kennel, Brown and Abarbanel 1992, both criteria).
   *
   * @return 0 to 1, {@code NaN} if no point has a neighbour
   */
  double falseShare() {
    int ahead = embedding.dimension() * embedding.delay();
    double[] x = embedding.x();
    int counted = 0;
    int parted = 0;
    for (int i = 0; i < at.length; i++) {
      int j = at[i];
      if (j >= 0 && Math.max(i, j) + ahead < x.length) {
        double squared = embedding.squaredDistance(i, j);
        double distance = Math.max(Math.sqrt(squared), RESOLUTION_SD);
        double difference = Math.abs(x[i + ahead] - x[j + ahead]);
        boolean isFalse =
            difference > MAX_PARTING * distance
                || Math.sqrt(squared + difference * difference) > MAX_DISTANCE_SD;
        counted++;
        parted += isFalse ? 1 : 0;
      }
    }
    return (double) parted / counted;
  }

  /**
   * The largest Lyapunov exponent: slope of the mean logarithm of the distance between a point and
   * its neighbour over time (Rosenstein, Collins and De Luca 1993).
   *
   * @param fromSamples begin of the time that the line is fitted to
   * @param toSamples its end, inclusive; at most the samples that are followed
   * @return per sample; {@code NaN} if no point has a neighbour
   */
  double divergencePerSample(int fromSamples, int toSamples) {
    int times = toSamples - fromSamples + 1;
    double meanTime = (fromSamples + toSamples) / 2.0;
    double covariance = 0;
    double variance = 0;
    for (int k = 0; k < times; k++) {
      double time = fromSamples + k - meanTime;
      covariance += time * meanLogDistance(fromSamples + k);
      variance += time * time;
    }
    return covariance / variance;
  }

  /** Mean logarithm of the distance of points and their neighbours some samples later. */
  private double meanLogDistance(int later) {
    double least = RESOLUTION_SD * RESOLUTION_SD;
    double sum = 0;
    // One logarithm of a product in place of one of each factor, as long as the product fits.
    double product = 1;
    int counted = 0;
    for (int i = 0; i < at.length; i++) {
      if (at[i] >= 0) {
        product *= Math.max(embedding.squaredDistance(i + later, at[i] + later), least);
        counted++;
        if (product < 1e-200 || product > 1e200) {
          sum += Math.log(product);
          product = 1;
        }
      }
    }
    return (sum + Math.log(product)) / (2 * counted);
  }
}
