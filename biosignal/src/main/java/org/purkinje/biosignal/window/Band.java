package org.purkinje.biosignal.window;

import java.io.Serializable;
import java.util.List;
import java.util.function.UnaryOperator;
import org.purkinje.biosignal.filter.Butterworth;
import org.purkinje.biosignal.filter.MedianFilter;
import org.purkinje.biosignal.filter.Notch;
import org.purkinje.biosignal.filter.SecondOrderSections;

/**
 * What is passed of a signal, with zero phase: first its baseline goes, then the mains, then what a
 * Butterworth band stops.
 *
 * @param lowHz lower edge, Hz; 0 for a low-pass
 * @param highHz upper edge, Hz
 * @param order of the analogue prototype; forth and back it counts twice
 * @param notchHz frequency that is taken out, Hz; 0 for none
 * @param baselineSeconds spans of the medians, one over the other, that are the baseline, s (of an
 *     ECG 0.2 and 0.6, without P waves, QRS complexes and T waves); empty for none
 */
public record Band(
    double lowHz, double highHz, int order, double notchHz, List<Double> baselineSeconds)
    implements Serializable {

  /** As wide as the mains wander. */
  private static final double NOTCH_QUALITY = 30;

  /** A filter from 0.5 Hz has settled after 4 s. */
  private static final double SETTLED_PERIODS = 2;

  /** What a stretch of a filtered signal may keep of what lies beyond. */
  private static final double FORGOTTEN = 1e-10;

  public Band {
    if (!(lowHz >= 0 && highHz > lowHz && Double.isFinite(highHz))) {
      throw new IllegalArgumentException(
          "band must have 0 <= low-hz < high-hz, got %s to %s".formatted(lowHz, highHz));
    }
    if (order < 1) {
      throw new IllegalArgumentException("order of a band must be at least 1, got " + order);
    }
    if (!(notchHz >= 0 && Double.isFinite(notchHz))) {
      throw new IllegalArgumentException("notch-hz must be 0 or more, got " + notchHz);
    }
    if (!baselineSeconds.stream().allMatch(seconds -> seconds > 0 && seconds <= 10)) {
      throw new IllegalArgumentException(
          "baseline-seconds must be above 0 and at most 10, got " + baselineSeconds);
    }
    baselineSeconds = List.copyOf(baselineSeconds);
  }

  /** Without notch, its baseline kept. */
  public Band(double lowHz, double highHz, int order) {
    this(lowHz, highHz, order, 0, List.of());
  }

  /**
   * The filter over a whole run of samples.
   *
   * @param fs sampling frequency, Hz, above twice the upper edge and the notch
   */
  UnaryOperator<double[]> filter(double fs) {
    UnaryOperator<double[]> passed = butterworth(fs);
    if (notchHz == 0 && baselineSeconds.isEmpty()) {
      return passed;
    }
    UnaryOperator<double[]> notch =
        notchHz == 0 ? x -> x : Notch.of(notchHz, NOTCH_QUALITY, fs)::filtfilt;
    return x -> passed.apply(notch.apply(withoutBaseline(x, fs)));
  }

  private double[] withoutBaseline(double[] x, double fs) {
    if (baselineSeconds.isEmpty()) {
      return x;
    }
    double[] baseline = x;
    for (double seconds : baselineSeconds) {
      baseline = MedianFilter.ofSeconds(seconds, fs).apply(baseline);
    }
    double[] difference = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      difference[i] = x[i] - baseline[i];
    }
    return difference;
  }

  /**
   * How far to both sides the filter looks: what lies farther off counts less than 1e-10 of its
   * amplitude, s.
   *
   * @param fs sampling frequency, Hz
   */
  public double reachSeconds(double fs) {
    double reach = sections(fs).settlingSamples(FORGOTTEN) / fs;
    if (notchHz > 0) {
      reach += Notch.of(notchHz, NOTCH_QUALITY, fs).settlingSamples(FORGOTTEN) / fs;
    }
    return reach + baselineSeconds.stream().mapToDouble(Double::doubleValue).sum() / 2;
  }

  private SecondOrderSections sections(double fs) {
    return lowHz == 0
        ? Butterworth.lowpass(order, highHz, fs)
        : Butterworth.bandpass(order, lowHz, highHz, fs);
  }

  private UnaryOperator<double[]> butterworth(double fs) {
    SecondOrderSections sections = sections(fs);
    return lowHz == 0 ? sections::filtfilt : x -> sections.filtfiltMirrored(x, mirroredSamples(fs));
  }

  private int mirroredSamples(double fs) {
    return (int) Math.ceil(SETTLED_PERIODS * fs / lowHz);
  }

  /**
   * Fewest samples that the filter takes.
   *
   * @param fs sampling frequency, Hz
   */
  int minSamples(double fs) {
    int band = lowHz == 0 ? sections(fs).padLength() : mirroredSamples(fs);
    int notch = notchHz == 0 ? 0 : Notch.of(notchHz, NOTCH_QUALITY, fs).padLength();
    return Math.max(band, notch) + 1;
  }
}
