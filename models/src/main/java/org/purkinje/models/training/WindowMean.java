package org.purkinje.models.training;

import java.io.Serializable;

/**
 * A mean with the number of windows behind it, so that means over unequal batches can be joined.
 *
 * @param value mean over the windows
 * @param windows at least 1
 */
public record WindowMean(double value, long windows) implements Serializable {

  public WindowMean {
    if (windows < 1) {
      throw new IllegalArgumentException("a mean needs at least 1 window, got " + windows);
    }
  }

  /** The mean over the windows of both. */
  public WindowMean and(WindowMean other) {
    long all = windows + other.windows;
    return new WindowMean((value * windows + other.value * other.windows) / all, all);
  }
}
