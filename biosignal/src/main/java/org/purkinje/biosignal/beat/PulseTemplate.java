package org.purkinje.biosignal.beat;

import java.util.Arrays;
import java.util.List;
import org.purkinje.biosignal.statistics.Descriptives;

/**
 * The mean of a window's pulses, each cut from its minimum on, and how alike they are.
 *
 * @param mean mean pulse, in the signal's unit, shape [samples]
 * @param pulses number of pulses that lie wholly inside the window
 * @param meanCorrelation mean correlation of the pulses with their mean; NaN if there are none
 */
public record PulseTemplate(double[] mean, int pulses, double meanCorrelation) {

  /**
   * @param z PPG, shape [samples]
   * @param pulses pulses found in it
   * @param length samples taken of each pulse, at least 0
   */
  public static PulseTemplate of(double[] z, List<Pulse> pulses, int length) {
    List<double[]> cuts =
        pulses.stream()
            .filter(pulse -> pulse.minimum() + length <= z.length)
            .map(pulse -> Arrays.copyOfRange(z, pulse.minimum(), pulse.minimum() + length))
            .toList();
    double[] mean = new double[length];
    for (double[] cut : cuts) {
      for (int i = 0; i < length; i++) {
        mean[i] += cut[i] / cuts.size();
      }
    }
    double[] correlations =
        cuts.stream().mapToDouble(cut -> Descriptives.correlation(cut, mean)).toArray();
    return new PulseTemplate(mean, cuts.size(), Descriptives.mean(correlations));
  }
}
