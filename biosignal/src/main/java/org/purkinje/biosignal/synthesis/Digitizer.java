package org.purkinje.biosignal.synthesis;

import org.purkinje.biosignal.signal.AdcScale;

/** Turns physical samples into what an analogue-to-digital converter would have stored. */
public final class Digitizer {

  private Digitizer() {}

  /**
   * Rounds {@code physical * gain + baseline} to the nearest integer and clips it.
   *
   * @param physical samples in the scale's unit, shape [samples]; {@code NaN} where missing
   * @param min least code that stands for a value, adu
   * @param max greatest such code, adu
   * @param missing code for a missing sample, outside {@code min} to {@code max}
   * @return samples in adu, shape [samples]
   */
  public static int[] digitize(double[] physical, AdcScale scale, int min, int max, int missing) {
    if (min > max) {
      throw new IllegalArgumentException(
          "least code must not exceed the greatest, got %d and %d".formatted(min, max));
    }
    if (missing >= min && missing <= max) {
      throw new IllegalArgumentException(
          "missing code must lie outside %d to %d, got %d".formatted(min, max, missing));
    }
    int[] digital = new int[physical.length];
    for (int i = 0; i < physical.length; i++) {
      double code = Math.rint(physical[i] * scale.gain() + scale.baseline());
      digital[i] = Double.isNaN(code) ? missing : (int) Math.max(min, Math.min(max, code));
    }
    return digital;
  }
}
