package org.purkinje.biosignal.synthesis;

import java.util.SplittableRandom;

/**
 * A stationary process of zero mean and unit variance, known at any time in closed form: {@code
 * sqrt(2/K) * sum cos(2 pi f_j t + phase_j)} with drawn frequencies and phases.
 *
 * <p>It stands for the Gaussian bands of the RR spectrum in McSharry et al. 2003, section III-B,
 * who draw phases on a grid of frequencies and transform back; drawn frequencies need no transform,
 * never repeat, and can be read at any time.
 */
final class OscillatorBank {

  private static final int OSCILLATORS = 24;
  private static final double KNOTS_PER_CYCLE = 16;

  private final double[] omegas;
  private final double[] phases;
  private final double fastestHz;

  private OscillatorBank(double[] frequencies, SplittableRandom random) {
    omegas = new double[frequencies.length];
    phases = new double[frequencies.length];
    double fastest = 0;
    for (int j = 0; j < frequencies.length; j++) {
      omegas[j] = 2 * Math.PI * frequencies[j];
      phases[j] = random.nextDouble(2 * Math.PI);
      fastest = Math.max(fastest, frequencies[j]);
    }
    fastestHz = fastest;
  }

  /** A band of Gaussian shape, cut at 2.5 widths from its centre. */
  static OscillatorBank band(double centreHz, double widthHz, SplittableRandom random) {
    double[] frequencies = new double[OSCILLATORS];
    for (int j = 0; j < OSCILLATORS; j++) {
      double z = Math.max(-2.5, Math.min(2.5, random.nextGaussian()));
      frequencies[j] = Math.max(centreHz / 10, centreHz + widthHz * z);
    }
    return new OscillatorBank(frequencies, random);
  }

  /** A slow drift with equal power per octave between two periods, s. */
  static OscillatorBank drift(
      double shortestSeconds, double longestSeconds, SplittableRandom random) {
    double[] frequencies = new double[OSCILLATORS];
    for (int j = 0; j < OSCILLATORS; j++) {
      double octave = (j + random.nextDouble()) / OSCILLATORS;
      frequencies[j] = 1 / (shortestSeconds * Math.pow(longestSeconds / shortestSeconds, octave));
    }
    return new OscillatorBank(frequencies, random);
  }

  /** Value at {@code t} seconds, which may be negative. */
  double at(double t) {
    double sum = 0;
    for (int j = 0; j < omegas.length; j++) {
      sum += Math.cos(omegas[j] * t + phases[j]);
    }
    return sum * Math.sqrt(2.0 / omegas.length);
  }

  private double slopeAt(double t) {
    double sum = 0;
    for (int j = 0; j < omegas.length; j++) {
      sum -= omegas[j] * Math.sin(omegas[j] * t + phases[j]);
    }
    return sum * Math.sqrt(2.0 / omegas.length);
  }

  /**
   * Adds {@code gain} times the process to samples {@code from} to {@code to} (exclusive), by cubic
   * Hermite interpolation between exact knots; within 1e-3 of {@link #at}.
   */
  void addTo(double[] samples, int from, int to, double fs, double gain) {
    int spacing = Math.max(1, (int) (fs / (KNOTS_PER_CYCLE * fastestHz)));
    double h = spacing / fs;
    double leftValue = at(from / fs);
    double leftSlope = slopeAt(from / fs);
    for (int knot = from; knot < to; knot += spacing) {
      double rightTime = knot / fs + h;
      double rightValue = at(rightTime);
      double rightSlope = slopeAt(rightTime);
      double cubic = 2 * (leftValue - rightValue) + h * (leftSlope + rightSlope);
      double square = 3 * (rightValue - leftValue) - h * (2 * leftSlope + rightSlope);
      int end = Math.min(to, knot + spacing);
      for (int i = knot; i < end; i++) {
        double x = (double) (i - knot) / spacing;
        samples[i] += gain * (leftValue + x * (h * leftSlope + x * (square + x * cubic)));
      }
      leftValue = rightValue;
      leftSlope = rightSlope;
    }
  }
}
