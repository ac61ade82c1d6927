package org.purkinje.biosignal.beat;

/**
 * Whether beats look like those near them: by the correlation of the spans about two beats, however
 * they are aligned, and of each beat by the median over its neighbours.
 *
 * @param x signal, shape [samples]
 * @param reach samples of a span to both sides of its middle
 * @param shift largest shift of two spans, samples
 * @param neighbours beats to each side that a beat is compared with
 */
record BeatLikeness(double[] x, int reach, int shift, int neighbours) {

  /**
   * @param beats samples, ascending
   * @param least correlation that makes two alike, above 0
   * @return for each beat whether its median correlation is at least that; false for one alone
   */
  boolean[] isLike(int[] beats, double least) {
    double[][] norms = new double[beats.length][];
    for (int i = 0; i < norms.length; i++) {
      norms[i] = norms(beats[i]);
    }
    boolean[] isLike = new boolean[beats.length];
    for (int i = 0; i < isLike.length; i++) {
      int from = Math.max(0, i - neighbours);
      int end = Math.min(isLike.length, i + neighbours + 1);
      int others = end - from - 1;
      // The upper median is at least so much if so many are.
      int needed = others - others / 2;
      for (int j = from, left = others; j < end && needed > 0 && left >= needed; j++) {
        if (j != i) {
          left--;
          needed -= areAlike(beats[i], norms[i], beats[j], norms[j], least) ? 1 : 0;
        }
      }
      isLike[i] = others > 0 && needed == 0;
    }
    return isLike;
  }

  /** Of the spans shifted by each of -shift to shift; 0 where one goes beyond an end. */
  private double[] norms(int beat) {
    double[] norms = new double[2 * shift + 1];
    for (int i = 0; i < norms.length; i++) {
      int middle = beat - shift + i;
      if (middle >= reach && middle < x.length - reach) {
        norms[i] = Math.sqrt(product(middle, middle));
      }
    }
    return norms;
  }

  /** Whether a beat's span correlates so much with that of another, shifted at most so far. */
  private boolean areAlike(int beat, double[] norms, int other, double[] otherNorms, double least) {
    double norm = norms[shift];
    if (norm == 0) {
      return false;
    }
    // The smallest shifts first: most often they are enough.
    for (int k = 0; k < otherNorms.length; k++) {
      int by = k % 2 == 0 ? k / 2 : -(k + 1) / 2;
      double otherNorm = otherNorms[shift + by];
      if (otherNorm > 0 && product(beat, other + by) / (norm * otherNorm) >= least) {
        return true;
      }
    }
    return false;
  }

  private double product(int a, int b) {
    double product = 0;
    for (int k = -reach; k <= reach; k++) {
      product += x[a + k] * x[b + k];
    }
    return product;
  }
}
