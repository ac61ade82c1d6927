package org.purkinje.biosignal.attractor;

/** Shannon entropy of a signal's amplitudes over that of a uniform distribution, 0 to 1. */
final class AmplitudeEntropy {

  private static final int BINS = 32;
  private static final double MAX_SD = 3;

  private AmplitudeEntropy() {}

  /**
   * @param z samples with mean 0 and SD 1, in 32 bins from -3 to 3; what lies beyond counts in the
   *     outermost, shape [samples]
   */
  static double of(double[] z) {
    int[] counts = new int[BINS];
    for (double value : z) {
      int bin = (int) Math.floor((value + MAX_SD) / (2 * MAX_SD) * BINS);
      counts[Math.max(0, Math.min(BINS - 1, bin))]++;
    }
    double entropy = 0;
    for (int count : counts) {
      if (count > 0) {
        double share = (double) count / z.length;
        entropy -= share * Math.log(share);
      }
    }
    return entropy / Math.log(BINS);
  }
}
