package org.purkinje.biosignal.statistics;

/**
 * The Lomb–Scargle periodogram of a quantity at uneven instants (Scargle 1982), as power density:
 * the integral over the line of a sine of amplitude A is A² / 2.
 *
 * @param atSeconds instants, s, ascending, shape [values]
 * @param values less their mean, shape [values]
 */
public record LombScargle(double[] atSeconds, double[] values) {

  /** Frequencies per width of a line, 1 over the span. */
  private static final int OVERSAMPLING = 8;

  /**
   * @param atSeconds instants, s, ascending, at least 2, shape [values]
   * @param values in any unit, shape [values]
   */
  public static LombScargle of(double[] atSeconds, double[] values) {
    double mean = Descriptives.mean(values);
    double[] centred = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      centred[i] = values[i] - mean;
    }
    return new LombScargle(atSeconds, centred);
  }

  /** Power density at a frequency, squared unit per Hz. */
  public double density(double hz) {
    double omega = 2 * Math.PI * hz;
    double sin2 = 0;
    double cos2 = 0;
    for (double at : atSeconds) {
      sin2 += Math.sin(2 * omega * at);
      cos2 += Math.cos(2 * omega * at);
    }
    double shift = Math.atan2(sin2, cos2) / 2;
    double valueCos = 0;
    double valueSin = 0;
    double cosCos = 0;
    double sinSin = 0;
    for (int i = 0; i < values.length; i++) {
      double cos = Math.cos(omega * atSeconds[i] - shift);
      double sin = Math.sin(omega * atSeconds[i] - shift);
      valueCos += values[i] * cos;
      valueSin += values[i] * sin;
      cosCos += cos * cos;
      sinSin += sin * sin;
    }
    double periodogram = (squareOver(valueCos, cosCos) + squareOver(valueSin, sinSin)) / 2;
    return 2 * spanSeconds() / values.length * periodogram;
  }

  /** Power between two frequencies, squared unit: the density's integral by trapezes. */
  public double power(double fromHz, double toHz) {
    int steps = (int) Math.ceil((toHz - fromHz) * spanSeconds() * OVERSAMPLING);
    double step = (toHz - fromHz) / steps;
    double sum = (density(fromHz) + density(toHz)) / 2;
    for (int i = 1; i < steps; i++) {
      sum += density(fromHz + i * step);
    }
    return sum * step;
  }

  private double spanSeconds() {
    return atSeconds[atSeconds.length - 1] - atSeconds[0];
  }

  private static double squareOver(double sum, double weight) {
    return weight > 0 ? sum * sum / weight : 0;
  }
}
