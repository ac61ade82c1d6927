package org.purkinje.biosignal.beat;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Local maxima that stand apart and stand out; same results as SciPy's {@code find_peaks(x,
 * distance, prominence)}, where of two equally high peaks too close together the later one stays.
 *
 * @param distanceSamples smallest distance between kept peaks, samples, at least 1; the higher peak
 *     wins
 * @param prominence smallest kept prominence, in the signal's unit
 */
public record PeakFinder(int distanceSamples, double prominence) {

  public PeakFinder {
    if (distanceSamples < 1) {
      throw new IllegalArgumentException(
          "distance between peaks must be at least 1 sample, got " + distanceSamples);
    }
  }

  /**
   * @param x samples, shape [samples]
   * @return positions of the peaks, ascending
   */
  public int[] find(double[] x) {
    int[] peaks = farApart(x, localMaxima(x));
    // Every peak stands out by something; how far may take the whole signal to tell.
    return prominence <= 0
        ? peaks
        : Arrays.stream(peaks).filter(peak -> prominence(x, peak) >= prominence).toArray();
  }

  /** Samples above both neighbours; of a plateau above both its neighbours, the middle sample. */
  public static int[] localMaxima(double[] x) {
    IntStream.Builder maxima = IntStream.builder();
    for (int i = 1; i < x.length - 1; i++) {
      if (x[i - 1] < x[i]) {
        int end = i;
        while (end < x.length - 1 && x[end + 1] == x[i]) {
          end++;
        }
        if (end < x.length - 1 && x[end + 1] < x[i]) {
          maxima.add((i + end) / 2);
        }
        i = end;
      }
    }
    return maxima.build().toArray();
  }

  /**
   * Height above the higher of the two lowest points that lie between the peak and the next higher
   * sample on either side (or the end).
   */
  public static double prominence(double[] x, int peak) {
    double leftMinimum = x[peak];
    for (int i = peak - 1; i >= 0 && x[i] <= x[peak]; i--) {
      leftMinimum = Math.min(leftMinimum, x[i]);
    }
    double rightMinimum = x[peak];
    for (int i = peak + 1; i < x.length && x[i] <= x[peak]; i++) {
      rightMinimum = Math.min(rightMinimum, x[i]);
    }
    return x[peak] - Math.max(leftMinimum, rightMinimum);
  }

  private int[] farApart(double[] x, int[] peaks) {
    if (distanceSamples == 1) {
      return peaks;
    }
    boolean[] dropped = new boolean[peaks.length];
    int[] highestFirst =
        IntStream.range(0, peaks.length)
            .boxed()
            .sorted(
                Comparator.<Integer>comparingDouble(i -> -x[peaks[i]])
                    .thenComparing(Comparator.reverseOrder()))
            .mapToInt(Integer::intValue)
            .toArray();
    for (int kept : highestFirst) {
      if (!dropped[kept]) {
        for (int i = kept - 1; i >= 0 && peaks[kept] - peaks[i] < distanceSamples; i--) {
          dropped[i] = true;
        }
        for (int i = kept + 1; i < peaks.length && peaks[i] - peaks[kept] < distanceSamples; i++) {
          dropped[i] = true;
        }
      }
    }
    return IntStream.range(0, peaks.length).filter(i -> !dropped[i]).map(i -> peaks[i]).toArray();
  }
}
