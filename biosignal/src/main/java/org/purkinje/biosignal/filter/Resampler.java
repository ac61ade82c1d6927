package org.purkinje.biosignal.filter;

/** Takes a signal from one sampling frequency to another; the first samples coincide. */
public interface Resampler {

  /**
   * By the shortest fraction that is the quotient of the rates within 1e-9, else between samples at
   * their exact places: a clock read in milliseconds gives rates such as 29.9686 Hz.
   *
   * @param fromHz rate of the input
   * @param toHz rate of the output
   */
  static Resampler between(double fromHz, double toHz) {
    if (!(fromHz > 0 && toHz > 0 && Double.isFinite(fromHz) && Double.isFinite(toHz))) {
      throw new IllegalArgumentException(
          "rates must be positive and finite, got %s and %s Hz".formatted(fromHz, toHz));
    }
    return PolyphaseResampler.ofShortFraction(fromHz, toHz)
        .<Resampler>map(resampler -> resampler)
        .orElseGet(() -> new SincResampler(fromHz / toHz));
  }

  /** Samples that {@link #resample} makes of so many: all that begin before the input ends. */
  int outputLength(int samples);

  /** Where an output sample lies, in input samples. */
  double position(int output);

  /**
   * @param x samples, none missing, shape [samples]; left as it is
   * @return shape [outputLength(samples)]
   */
  double[] resample(double[] x);
}
