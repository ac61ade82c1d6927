package org.purkinje.biosignal.pressure;

import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.purkinje.biosignal.metric.Descriptives;

/**
 * What a window's ECG and PPG tell about blood pressure: the timing between them, and the shape of
 * the pulse.
 *
 * @param patSeconds median R peak to foot, s
 * @param patSdSeconds SD of R peak to foot, s
 * @param patSteepestSeconds median R peak to steepest point, s
 * @param heartRateBpm 60 over the median RR interval
 * @param rrSdSeconds SD of the RR intervals, s
 * @param shape of the PPG alone
 */
public record BloodPressureFeatures(
    double patSeconds,
    double patSdSeconds,
    double patSteepestSeconds,
    double heartRateBpm,
    double rrSdSeconds,
    PulseShape shape) {

  /** Column names, in the order of {@link #toArray()}. */
  public static final List<String> NAMES =
      Stream.concat(
              Stream.of("pat", "pat_sd", "pat_steep", "hr", "rr_sd"), PulseShape.NAMES.stream())
          .toList();

  /**
   * @param rr RR intervals, s, at least 1
   * @param arrivals pulse arrival times, at least 1
   * @param shape of the PPG
   */
  public static BloodPressureFeatures of(
      double[] rr, List<PulseArrival> arrivals, PulseShape shape) {
    double[] pat = column(arrivals, PulseArrival::footSeconds);
    return new BloodPressureFeatures(
        Descriptives.median(pat),
        Descriptives.populationSd(pat),
        Descriptives.median(column(arrivals, PulseArrival::steepestSeconds)),
        60 / Descriptives.median(rr),
        Descriptives.populationSd(rr),
        shape);
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
