package org.purkinje.biosignal.pressure;

import java.util.List;
import org.purkinje.biosignal.statistics.Descriptives;

/**
 * Blood pressure of a window, the label that a model is to predict.
 *
 * @param sbpMmhg mean of the beats' maxima; NaN without beats
 * @param dbpMmhg mean of the beats' minima; NaN without beats
 * @param beats number of beats averaged
 */
public record PressureReference(double sbpMmhg, double dbpMmhg, int beats) {

  public static PressureReference of(List<AbpBeat> beats) {
    return new PressureReference(
        Descriptives.mean(beats.stream().mapToDouble(AbpBeat::systolicMmhg).toArray()),
        Descriptives.mean(beats.stream().mapToDouble(AbpBeat::minimumMmhg).toArray()),
        beats.size());
  }

  /** SBP minus DBP. */
  public double pulsePressureMmhg() {
    return sbpMmhg - dbpMmhg;
  }
}
