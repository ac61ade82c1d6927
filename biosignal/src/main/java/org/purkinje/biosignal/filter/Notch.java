package org.purkinje.biosignal.filter;

/** Takes one frequency out, such as that of the mains. */
public final class Notch {

  private Notch() {}

  /**
   * The filter of SciPy's {@code iirnotch}: zero gain at the frequency, -3 dB at the edges of a
   * band of {@code hz / quality} about it.
   *
   * @param hz what is taken out, above 0 and below half of {@code fs}
   * @param quality frequency over width, above 0
   * @param fs sampling frequency, Hz
   */
  public static SecondOrderSections of(double hz, double quality, double fs) {
    if (!(hz > 0 && hz < fs / 2)) {
      throw new IllegalArgumentException(
          "a notch must lie between 0 and half of %s Hz, got %s Hz".formatted(fs, hz));
    }
    if (!(quality > 0)) {
      throw new IllegalArgumentException("quality of a notch must be above 0, got " + quality);
    }
    double angle = 2 * Math.PI * hz / fs;
    double gain = 1 / (1 + Math.tan(angle / quality / 2));
    double zeros = -2 * Math.cos(angle);
    return new SecondOrderSections(
        new double[][] {{gain, gain * zeros, gain, 1, gain * zeros, 2 * gain - 1}});
  }
}
