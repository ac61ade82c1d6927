package org.purkinje.biosignal.quality;

/**
 * A signal as recorded, before resampling and filtering.
 *
 * @param samples physical values, NaN where missing, shape [samples]; empty if there is no such
 *     signal
 * @param fs sampling frequency, Hz
 */
public record RawSignal(double[] samples, double fs) {

  public RawSignal {
    if (!(fs > 0 && Double.isFinite(fs))) {
      throw new IllegalArgumentException("fs must be positive and finite, got " + fs);
    }
  }

  /** A signal that was not recorded. */
  public static RawSignal absent() {
    return new RawSignal(new double[0], 1);
  }
}
