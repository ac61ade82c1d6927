package org.purkinje.biosignal.attractor;

/**
 * Time-delay embedding (Takens 1981): point {@code i} is {@code (x[i], x[i + delay], …, x[i +
 * (dimension - 1) delay])}.
 *
 * @param x samples, shape [samples], none missing
 * @param dimension coordinates of a point, at least 1
 * @param delay between two coordinates, samples, at least 1
 */
record DelayEmbedding(double[] x, int dimension, int delay) {

  DelayEmbedding {
    if (dimension < 1 || delay < 1) {
      throw new IllegalArgumentException(
          "dimension and delay must be at least 1, got %d and %d".formatted(dimension, delay));
    }
  }

  /** How many points there are; 0 in a signal too short for one. */
  int points() {
    return Math.max(0, x.length - (dimension - 1) * delay);
  }

  /**
   * Squared distances of all points that lie {@code lag} samples apart. Taken lag by lag, each
   * difference of two samples is squared once, whatever the dimension.
   *
   * @param lag at least 0
   * @param squared where they go: at {@code i} that of the points {@code i} and {@code i + lag};
   *     shape [points] or longer
   * @param scratch shape [samples] or longer
   * @return how many there are
   */
  int squaredDistances(int lag, double[] squared, double[] scratch) {
    int pairs = Math.max(0, points() - lag);
    int samples = x.length - lag;
    for (int i = 0; i < samples; i++) {
      double difference = x[i] - x[i + lag];
      scratch[i] = difference * difference;
    }
    if (dimension == 3) {
      // The usual case in one pass.
      for (int i = 0; i < pairs; i++) {
        squared[i] = scratch[i] + scratch[i + delay] + scratch[i + 2 * delay];
      }
      return pairs;
    }
    System.arraycopy(scratch, 0, squared, 0, pairs);
    for (int axis = 1; axis < dimension; axis++) {
      int shift = axis * delay;
      for (int i = 0; i < pairs; i++) {
        squared[i] += scratch[i + shift];
      }
    }
    return pairs;
  }

  /** Squared distance of two points. */
  double squaredDistance(int i, int j) {
    double sum = 0;
    for (int axis = 0; axis < dimension; axis++) {
      double difference = x[i + axis * delay] - x[j + axis * delay];
      sum += difference * difference;
    }
    return sum;
  }

  /** The largest distance of two points; 0 if there are fewer than two. */
  double maxDistance() {
    double[] squared = new double[points()];
    double[] scratch = new double[x.length];
    double largest = 0;
    for (int lag = 1; lag < points(); lag++) {
      int pairs = squaredDistances(lag, squared, scratch);
      for (int i = 0; i < pairs; i++) {
        largest = squared[i] > largest ? squared[i] : largest;
      }
    }
    return Math.sqrt(largest);
  }

  /** Length of the trajectory, the distances of successive points added up. */
  double pathLength() {
    double length = 0;
    for (int i = 0; i + 1 < points(); i++) {
      length += Math.sqrt(squaredDistance(i, i + 1));
    }
    return length;
  }
}
