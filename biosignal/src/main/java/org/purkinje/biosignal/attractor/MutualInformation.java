package org.purkinje.biosignal.attractor;

import java.util.OptionalInt;

/**
 * Average mutual information of a signal and itself some samples later, nats: how much one sample
 * tells of the other (Fraser and Swinney 1986). A sample counts in three bins by quadratic
 * B-splines (Daub and others 2004), as counts in bins with sharp edges have minima of their own
 * where a signal repeats itself.
 */
final class MutualInformation {

  /** Bins between the smallest and the largest sample. */
  private static final int BINS = 32;

  private static final int ORDER = 3;

  /** First of the three bins of each sample. */
  private final int[] firstBins;

  /** Its weights in them, which add up to 1, shape [samples × 3]. */
  private final double[] weights;

  /**
   * @param x samples, shape [samples], none missing, not all equal
   */
  MutualInformation(double[] x) {
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (double value : x) {
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
    this.firstBins = new int[x.length];
    this.weights = new double[ORDER * x.length];
    int intervals = BINS - ORDER + 1;
    for (int i = 0; i < x.length; i++) {
      double place = (x[i] - low) / (high - low) * intervals;
      int bin = Math.min(intervals - 1, (int) place);
      double t = place - bin;
      firstBins[i] = bin;
      weights[ORDER * i] = (1 - t) * (1 - t) / 2;
      weights[ORDER * i + 1] = (1 + 2 * t - 2 * t * t) / 2;
      weights[ORDER * i + 2] = t * t / 2;
    }
  }

  /**
   * @param lag samples, at least 0, less than there are
   */
  double atLag(int lag) {
    int pairs = firstBins.length - lag;
    double[] joint = new double[BINS * BINS];
    for (int i = 0; i < pairs; i++) {
      int corner = firstBins[i] * BINS + firstBins[i + lag];
      for (int a = 0; a < ORDER; a++) {
        double weight = weights[ORDER * i + a];
        for (int b = 0; b < ORDER; b++) {
          joint[corner + a * BINS + b] += weight * weights[ORDER * (i + lag) + b];
        }
      }
    }
    return information(joint) / pairs + Math.log(pairs);
  }

  /** Sum of the joint weights times the logarithm of what they are over those by chance. */
  private static double information(double[] joint) {
    double[] first = new double[BINS];
    double[] second = new double[BINS];
    for (int i = 0; i < joint.length; i++) {
      first[i / BINS] += joint[i];
      second[i % BINS] += joint[i];
    }
    double information = 0;
    for (int i = 0; i < joint.length; i++) {
      information += joint[i] > 0 ? joint[i] * Math.log(joint[i]) : 0;
    }
    for (int bin = 0; bin < BINS; bin++) {
      information -= first[bin] > 0 ? first[bin] * Math.log(first[bin]) : 0;
      information -= second[bin] > 0 ? second[bin] * Math.log(second[bin]) : 0;
    }
    return information;
  }

  /**
   * The first lag whose information is below that of the lag before and not above that of the next.
   *
   * @param maxLag largest lag that counts, samples
   */
  OptionalInt firstMinimum(int maxLag) {
    int last = Math.min(maxLag, firstBins.length - 2);
    double before = Double.NEGATIVE_INFINITY;
    double here = last < 1 ? 0 : atLag(0);
    for (int lag = 0; lag <= last; lag++) {
      double next = atLag(lag + 1);
      if (here < before && here <= next) {
        return OptionalInt.of(lag);
      }
      before = here;
      here = next;
    }
    return OptionalInt.empty();
  }
}
