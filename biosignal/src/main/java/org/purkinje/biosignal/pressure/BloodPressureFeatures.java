package org.purkinje.biosignal.pressure;

import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.purkinje.biosignal.beat.Pulse;
import org.purkinje.biosignal.beat.PulseTemplate;
import org.purkinje.biosignal.statistics.Descriptives;

/**
 * What a window's ECG and PPG tell about blood pressure: timing, and the shape of the pulse.
 *
 * @param patSeconds median R peak to foot, s
 * @param patSdSeconds SD of R peak to foot, s
 * @param patSteepestSeconds median R peak to steepest point, s
 * @param heartRateBpm 60 over the median RR interval
 * @param rrSdSeconds SD of the RR intervals, s
 * @param shape what the PPG alone tells
 */
public record BloodPressureFeatures(
    double patSeconds,
    double patSdSeconds,
    double patSteepestSeconds,
    double heartRateBpm,
    double rrSdSeconds,
    PulseShapeFeatures shape) {

  /** Column names, in the order of {@link #toArray()}. */
  public static final List<String> NAMES =
      Stream.concat(
              Stream.of("pat", "pat_sd", "pat_steep", "hr", "rr_sd"),
              PulseShapeFeatures.NAMES.stream())
          .toList();

  /**
   * @param z standardised PPG of the window, shape [samples]
   * @param pulses its pulses, at least 1
   * @param template mean pulse, at least 2 samples
   * @param rr RR intervals, s, at least 1
   * @param arrivals pulse arrival times, at least 1
   * @param fs sampling frequency, Hz
   */
  public static BloodPressureFeatures of(
      double[] z,
      List<Pulse> pulses,
      PulseTemplate template,
      double[] rr,
      List<PulseArrival> arrivals,
      double fs) {
    double[] pat = column(arrivals, PulseArrival::footSeconds);
    return new BloodPressureFeatures(
        Descriptives.median(pat),
        Descriptives.populationSd(pat),
        Descriptives.median(column(arrivals, PulseArrival::steepestSeconds)),
        60 / Descriptives.median(rr),
        Descriptives.populationSd(rr),
        PulseShapeFeatures.of(z, pulses, template, fs));
  }

  /** The features, shape [18], in the order of {@link #NAMES}. */
  public double[] toArray() {
    return DoubleStream.concat(
            DoubleStream.of(
                patSeconds, patSdSeconds, patSteepestSeconds, heartRateBpm, rrSdSeconds),
            DoubleStream.of(shape.toArray()))
        .toArray();
  }

  private static double[] column(
      List<PulseArrival> arrivals, ToDoubleFunction<PulseArrival> value) {
    return arrivals.stream().mapToDouble(value).toArray();
  }
}
