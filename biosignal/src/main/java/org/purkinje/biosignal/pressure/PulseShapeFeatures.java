package org.purkinje.biosignal.pressure;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.purkinje.biosignal.beat.Pulse;
import org.purkinje.biosignal.beat.PulseTemplate;
import org.purkinje.biosignal.filter.Gradient;
import org.purkinje.biosignal.statistics.Descriptives;

/**
 * What a window's PPG alone tells about blood pressure: the shape of the mean pulse scaled to 0 to
 * 1, and the spread of the standardised PPG.
 *
 * @param riseSeconds foot to peak of the mean pulse, s
 * @param width25Seconds time at or above a quarter of its height, s
 * @param width50Seconds time at or above half of its height, s
 * @param width75Seconds time at or above three quarters of its height, s
 * @param area mean of the scaled mean pulse
 * @param lateArea mean of its second half
 * @param halfFallSeconds peak to the first sample below half height, or its whole length, s
 * @param upstrokePerSecond its largest slope, 1/s
 * @param curvaturePerSecondSquared its smallest second derivative, 1/s²
 * @param skewness of the standardised PPG
 * @param kurtosis excess kurtosis of the standardised PPG
 * @param minimumSd SD of the pulse minima, in SDs of the PPG
 * @param peakSd SD of the pulse peaks, in SDs of the PPG
 */
public record PulseShapeFeatures(
    double riseSeconds,
    double width25Seconds,
    double width50Seconds,
    double width75Seconds,
    double area,
    double lateArea,
    double halfFallSeconds,
    double upstrokePerSecond,
    double curvaturePerSecondSquared,
    double skewness,
    double kurtosis,
    double minimumSd,
    double peakSd) {

  /** Column names, in the order of {@link #toArray()}. */
  public static final List<String> NAMES =
      List.of(
          "rise",
          "width25",
          "width50",
          "width75",
          "area",
          "late_area",
          "fall_half",
          "up_slope",
          "second",
          "skew",
          "kurt",
          "foot_sd",
          "peak_sd");

  /**
   * @param z standardised PPG of the window, shape [samples]
   * @param pulses its pulses, at least 1
   * @param template mean pulse, at least 2 samples
   * @param fs sampling frequency, Hz
   */
  public static PulseShapeFeatures of(
      double[] z, List<Pulse> pulses, PulseTemplate template, double fs) {
    double[] shape = scaledToOne(template.mean());
    double[] slope = Gradient.of(shape);
    int n = shape.length;
    int peak = peak(shape);
    return new PulseShapeFeatures(
        peak / fs,
        samplesFrom(shape, 0.25) / fs,
        samplesFrom(shape, 0.5) / fs,
        samplesFrom(shape, 0.75) / fs,
        Descriptives.mean(shape),
        Descriptives.mean(Arrays.copyOfRange(shape, n / 2, n)),
        halfFall(shape, peak) / fs,
        Arrays.stream(slope).max().orElseThrow() * fs,
        Arrays.stream(Gradient.of(slope)).min().orElseThrow() * fs * fs,
        Descriptives.skewness(z),
        Descriptives.excessKurtosis(z),
        Descriptives.populationSd(column(pulses, pulse -> z[pulse.minimum()])),
        Descriptives.populationSd(column(pulses, pulse -> z[pulse.peak()])));
  }

  /** The features, shape [13], in the order of {@link #NAMES}. */
  public double[] toArray() {
    return new double[] {
      riseSeconds,
      width25Seconds,
      width50Seconds,
      width75Seconds,
      area,
      lateArea,
      halfFallSeconds,
      upstrokePerSecond,
      curvaturePerSecondSquared,
      skewness,
      kurtosis,
      minimumSd,
      peakSd
    };
  }

  private static double[] column(List<Pulse> rows, ToDoubleFunction<Pulse> value) {
    return rows.stream().mapToDouble(value).toArray();
  }

  private static double[] scaledToOne(double[] pulse) {
    double low = Arrays.stream(pulse).min().orElseThrow();
    double high = Arrays.stream(pulse).max().orElseThrow();
    return Arrays.stream(pulse).map(value -> (value - low) / (high - low)).toArray();
  }

  private static int peak(double[] shape) {
    int peak = 0;
    for (int i = 1; i < shape.length; i++) {
      peak = shape[i] > shape[peak] ? i : peak;
    }
    return peak;
  }

  private static long samplesFrom(double[] shape, double level) {
    return Arrays.stream(shape).filter(value -> value >= level).count();
  }

  private static int halfFall(double[] shape, int peak) {
    for (int i = peak; i < shape.length; i++) {
      if (shape[i] < 0.5) {
        return i - peak;
      }
    }
    return shape.length;
  }
}
