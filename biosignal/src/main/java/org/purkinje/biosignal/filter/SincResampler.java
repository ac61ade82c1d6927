package org.purkinje.biosignal.filter;

/**
 * Resamples by any factor: each output sample is the sum of its neighbours weighted by a windowed
 * sinc about its exact place, so no time drifts however long the signal.
 *
 * <p>The same kernel as {@link PolyphaseResampler}: Kaiser window with beta 5, 10 samples of the
 * lower rate to each side; weights add up to 1. A sine of up to 0.35 of the lower rate comes out
 * within 0.5 % of its amplitude. Beyond both ends the signal goes on along the line through its
 * first and last sample.
 *
 * @param step input samples from one output sample to the next, above 0
 */
record SincResampler(double step) implements Resampler {

  /** An end that is a whole number of output samples counts as one, whatever its last digits. */
  private static final double END_TOLERANCE = 1e-6;

  @Override
  public int outputLength(int samples) {
    return Math.toIntExact((long) Math.ceil(samples / step - END_TOLERANCE));
  }

  @Override
  public double position(int output) {
    return output * step;
  }

  @Override
  public double[] resample(double[] x) {
    if (x.length == 0) {
      return x.clone();
    }
    double period = Math.max(1, step);
    double reach = PolyphaseResampler.HALF_LENGTH_PERIODS * period;
    int margin = (int) Math.ceil(reach) + 1;
    double[] extended = LineExtension.extend(x, margin);
    double[] y = new double[outputLength(x.length)];
    for (int j = 0; j < y.length; j++) {
      double position = position(j);
      int last = (int) Math.floor(position + reach);
      double sum = 0;
      double weights = 0;
      for (int i = (int) Math.ceil(position - reach); i <= last; i++) {
        double weight = weight((i - position) / period);
        sum += weight * extended[i + margin];
        weights += weight;
      }
      y[j] = sum / weights;
    }
    return y;
  }

  /**
   * @param distance in samples of the lower rate
   */
  private static double weight(double distance) {
    double angle = Math.PI * distance;
    double sinc = distance == 0 ? 1 : Math.sin(angle) / angle;
    return sinc
        * KaiserLowpass.window(
            distance / PolyphaseResampler.HALF_LENGTH_PERIODS, PolyphaseResampler.KAISER_BETA);
  }
}
