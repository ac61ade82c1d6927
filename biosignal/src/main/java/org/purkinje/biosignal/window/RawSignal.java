package org.purkinje.biosignal.window;

/**
 * A signal as recorded, before resampling and filtering.
 *
 * @param samples physical values, NaN where missing, shape [samples]; empty if there is no such
 *     signal
 * @param fs sampling frequency, Hz
 * @param unit physical unit, e.g. {@code mV}; empty if not known
 * @param startSeconds where its first sample lies in its record, s
 */
public record RawSignal(double[] samples, double fs, String unit, double startSeconds) {

  public RawSignal {
    if (!(fs > 0 && Double.isFinite(fs))) {
      throw new IllegalArgumentException("fs must be positive and finite, got " + fs);
    }
  }

  /** A signal from the start of its record. */
  public RawSignal(double[] samples, double fs, String unit) {
    this(samples, fs, unit, 0);
  }

  /** A signal whose unit is not known. */
  public RawSignal(double[] samples, double fs) {
    this(samples, fs, "");
  }

  /** A signal that was not recorded. */
  public static RawSignal absent() {
    return new RawSignal(new double[0], 1);
  }
}
