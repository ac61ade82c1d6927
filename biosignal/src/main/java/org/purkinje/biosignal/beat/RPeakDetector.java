package org.purkinje.biosignal.beat;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.purkinje.biosignal.filter.Butterworth;
import org.purkinje.biosignal.filter.Gradient;
import org.purkinje.biosignal.filter.MovingAverage;
import org.purkinje.biosignal.filter.SecondOrderSections;

/**
 * R peaks by the smoothed absolute gradient: a QRS complex is a span where the 0.1 s mean of the
 * slope exceeds 1.5 times its own 0.75 s mean; its most prominent local maximum is the R peak.
 *
 * <p>Method and constants of NeuroKit2's default detector (Makowski et al., 2021, NeuroKit2: a
 * Python toolbox for neurophysiological signal processing, Behavior Research Methods 53).
 */
public final class RPeakDetector {

  private static final int HIGHPASS_ORDER = 5;
  private static final double HIGHPASS_HZ = 0.5;
  private static final double SMOOTHING_SECONDS = 0.02;
  private static final double SLOPE_SECONDS = 0.1;
  private static final double BACKGROUND_SECONDS = 0.75;
  private static final double SLOPE_OVER_BACKGROUND = 1.5;
  private static final double MIN_OVER_MEAN_SPAN = 0.4;
  private static final double REFRACTORY_SECONDS = 0.3;

  private final double fs;
  private final SecondOrderSections highpass;

  /**
   * @param fs sampling frequency, Hz
   */
  public RPeakDetector(double fs) {
    this.fs = fs;
    this.highpass = Butterworth.highpass(HIGHPASS_ORDER, HIGHPASS_HZ, fs);
  }

  /**
   * @param ecg one lead, any unit, no sample missing, shape [samples]
   * @return positions of the R peaks, ascending; none in a signal too short to be filtered
   */
  public int[] detect(double[] ecg) {
    if (ecg.length <= highpass.padLength()) {
      return new int[0];
    }
    int smoothing = Math.max(2, (int) (SMOOTHING_SECONDS * fs));
    double[] x = MovingAverage.mirrored(highpass.filtfilt(ecg), smoothing);
    double[] slope = Gradient.of(x);
    for (int i = 0; i < slope.length; i++) {
      slope[i] = Math.abs(slope[i]);
    }
    // Half a sample rounds to even, so that spans are the same as in the Python peer at 125 Hz.
    double[] near = MovingAverage.held(slope, (int) Math.rint(SLOPE_SECONDS * fs));
    double[] background = MovingAverage.held(near, (int) Math.rint(BACKGROUND_SECONDS * fs));
    return peaks(x, steepSpans(near, background));
  }

  /** Starts and ends (exclusive) of the spans, alternating. */
  private static int[] steepSpans(double[] near, double[] background) {
    IntStream.Builder edges = IntStream.builder();
    boolean inside = false;
    for (int i = 0; i < near.length; i++) {
      boolean steep = near[i] > SLOPE_OVER_BACKGROUND * background[i];
      if (steep != inside) {
        edges.add(i);
        inside = steep;
      }
    }
    if (inside) {
      edges.add(near.length);
    }
    return edges.build().toArray();
  }

  private int[] peaks(double[] x, int[] edges) {
    double samplesInside = 0;
    for (int i = 0; i < edges.length; i += 2) {
      samplesInside += edges[i + 1] - edges[i];
    }
    double shortest = MIN_OVER_MEAN_SPAN * (samplesInside / (edges.length / 2.0));
    IntStream.Builder peaks = IntStream.builder();
    double last = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < edges.length; i += 2) {
      if (edges[i + 1] - edges[i] >= shortest) {
        int peak = mostProminent(x, edges[i], edges[i + 1]);
        if (peak >= 0 && peak - last > REFRACTORY_SECONDS * fs) {
          peaks.add(peak);
          last = peak;
        }
      }
    }
    return peaks.build().toArray();
  }

  /** Position of the most prominent maximum inside the span, the first of equals; -1 for none. */
  private static int mostProminent(double[] x, int start, int end) {
    double[] span = Arrays.copyOfRange(x, start, end);
    int best = -1;
    double bestProminence = Double.NEGATIVE_INFINITY;
    for (int peak : PeakFinder.localMaxima(span)) {
      double prominence = PeakFinder.prominence(span, peak);
      if (prominence > bestProminence) {
        best = start + peak;
        bestProminence = prominence;
      }
    }
    return best;
  }
}
