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
}
