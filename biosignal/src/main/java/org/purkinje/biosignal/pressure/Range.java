package org.purkinje.biosignal.pressure;

/**
 * Accepted values, both ends among them.
 *
 * @param min lowest
 * @param max highest
 */
public record Range(double min, double max) {

  public Range {
    if (!(min <= max)) {
      throw new IllegalArgumentException(
          "limits must be in ascending order, got %s and %s".formatted(min, max));
    }
  }

  /** A count that is at least so many. */
  static void requireAtLeast(String what, int count, int least) {
    if (count < least) {
      throw new IllegalArgumentException(
          "fewest %s must be at least %d, got %d".formatted(what, least, count));
    }
  }
}
