package org.purkinje.biosignal.filter;

import java.util.ArrayList;
import java.util.List;

/**
 * Digital Butterworth filters by the bilinear transform with prewarped edges.
 *
 * <p>Sections equal those of SciPy's {@code butter(order, edges, kind, fs=fs, output="sos")}, order
 * of the sections included. A band-pass of order N has 2N poles.
 */
public final class Butterworth {

  private Butterworth() {}

  /**
   * @param order number of poles, at least 1
   * @param edgeHz frequency of half power, between 0 and fs / 2
   * @param fs sampling frequency, Hz
   */
  public static SecondOrderSections lowpass(int order, double edgeHz, double fs) {
    double edge = prewarped(edgeHz, fs);
    List<Complex> poles = prototype(order).stream().map(p -> p.times(edge)).toList();
    return digital(poles, 0, Math.pow(edge, order));
  }

  /**
   * @param order number of poles, at least 1
   * @param edgeHz frequency of half power, between 0 and fs / 2
   * @param fs sampling frequency, Hz
   */
  public static SecondOrderSections highpass(int order, double edgeHz, double fs) {
    Complex edge = new Complex(prewarped(edgeHz, fs), 0);
    List<Complex> poles = prototype(order).stream().map(edge::over).toList();
    return digital(poles, order, 1);
  }

  /**
   * @param order number of poles at each edge, at least 1
   * @param lowHz lower frequency of half power, above 0
   * @param highHz upper frequency of half power, above {@code lowHz}, below fs / 2
   * @param fs sampling frequency, Hz
   */
  public static SecondOrderSections bandpass(int order, double lowHz, double highHz, double fs) {
    double low = prewarped(lowHz, fs);
    double high = prewarped(highHz, fs);
    if (low >= high) {
      throw new IllegalArgumentException(
          "lower edge must be below the upper edge, got %s and %s Hz".formatted(lowHz, highHz));
    }
    double width = high - low;
    Complex centreSquared = new Complex(low * high, 0);
    List<Complex> poles = new ArrayList<>();
    for (Complex prototype : prototype(order)) {
      Complex middle = prototype.times(width / 2);
      Complex offset = middle.times(middle).minus(centreSquared).sqrt();
      poles.add(middle.plus(offset));
      poles.add(middle.minus(offset));
    }
    return digital(poles, order, Math.pow(width, order));
  }

  private static double prewarped(double edgeHz, double fs) {
    if (!(edgeHz > 0 && edgeHz < fs / 2)) {
      throw new IllegalArgumentException(
          "edge must lie between 0 and fs / 2 = %s Hz, got %s".formatted(fs / 2, edgeHz));
    }
    return Math.tan(Math.PI * edgeHz / fs);
  }

  /** Poles of the analogue low-pass with edge 1, on the left half of the unit circle. */
  private static List<Complex> prototype(int order) {
    if (order < 1) {
      throw new IllegalArgumentException("filter order must be at least 1, got " + order);
    }
    List<Complex> poles = new ArrayList<>();
    for (int m = 1 - order; m < order; m += 2) {
      poles.add(Complex.polar(-1, Math.PI * m / (2 * order)));
    }
    return poles;
  }

  /**
   * Takes {@code gain * s^zerosAtOrigin / prod(s - pole)} to z by {@code s = (z - 1) / (z + 1)}:
   * zeros at the origin go to 1, those at infinity to -1.
   */
  private static SecondOrderSections digital(
      List<Complex> analogPoles, int zerosAtOrigin, double gain) {
    Complex one = new Complex(1, 0);
    Complex scale = one;
    List<Complex> poles = new ArrayList<>();
    for (Complex pole : analogPoles) {
      poles.add(one.plus(pole).over(one.minus(pole)));
      scale = scale.times(one.minus(pole));
    }
    List<Double> zeros = new ArrayList<>();
    for (int i = 0; i < analogPoles.size(); i++) {
      zeros.add(i < analogPoles.size() - zerosAtOrigin ? -1.0 : 1.0);
    }
    return SectionPairing.pair(zeros, poles, gain / scale.re());
  }
}
