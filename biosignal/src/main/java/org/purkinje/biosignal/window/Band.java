package org.purkinje.biosignal.window;

import java.io.Serializable;
import java.util.function.UnaryOperator;
import org.purkinje.biosignal.filter.Butterworth;
import org.purkinje.biosignal.filter.SecondOrderSections;

/**
 * A Butterworth band that is passed with zero phase.
 *
 * @param lowHz lower edge, Hz; 0 for a low-pass
 * @param highHz upper edge, Hz
 * @param order of the analogue prototype; forth and back it counts twice
 */
public record Band(double lowHz, double highHz, int order) implements Serializable {

  /** A filter from 0.5 Hz has settled after 4 s. */
  private static final double SETTLED_PERIODS = 2;

  public Band {
    if (!(lowHz >= 0 && highHz > lowHz && Double.isFinite(highHz))) {
      throw new IllegalArgumentException(
          "band must have 0 <= low-hz < high-hz, got %s to %s".formatted(lowHz, highHz));
    }
    if (order < 1) {
      throw new IllegalArgumentException("order of a band must be at least 1, got " + order);
    }
  }

  /**
   * The filter, forth and back, over a whole run of samples.
   *
   * @param fs sampling frequency, Hz, above twice the upper edge
   */
  UnaryOperator<double[]> filter(double fs) {
    if (lowHz == 0) {
      return Butterworth.lowpass(order, highHz, fs)::filtfilt;
    }
    SecondOrderSections sections = Butterworth.bandpass(order, lowHz, highHz, fs);
    int mirrored = (int) Math.ceil(SETTLED_PERIODS * fs / lowHz);
    return x -> sections.filtfiltMirrored(x, mirrored);
  }
}
