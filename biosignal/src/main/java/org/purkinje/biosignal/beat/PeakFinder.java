package org.purkinje.biosignal.beat;

import java.util.Arrays;
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

  private static final byte OPEN = 0;
  private static final byte KEPT = 1;
  private static final byte DROPPED = 2;

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
        : Arrays.stream(peaks).filter(peak -> standsOut(x, peak)).toArray();
  }

  /** Samples above both neighbours; of a plateau above both its neighbours, the middle sample. */
  public static int[] localMaxima(double[] x) {
    int[] maxima = new int[16];
    int count = 0;
    for (int i = 1; i < x.length - 1; i++) {
      if (x[i - 1] < x[i]) {
        int end = i;
        while (end < x.length - 1 && x[end + 1] == x[i]) {
          end++;
        }
        if (end < x.length - 1 && x[end + 1] < x[i]) {
          maxima = count == maxima.length ? Arrays.copyOf(maxima, 2 * count) : maxima;
          maxima[count++] = (i + end) / 2;
        }
        i = end;
      }
    }
    return Arrays.copyOf(maxima, count);
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

  /** Whether its {@link #prominence} is large enough; looks no farther than it takes to tell. */
  private boolean standsOut(double[] x, int peak) {
    return falls(x, peak, -1) && falls(x, peak, 1);
  }

  /** Whether the signal falls far enough on one side before it rises above the peak or ends. */
  private boolean falls(double[] x, int peak, int step) {
    double height = x[peak];
    for (int i = peak; i >= 0 && i < x.length && x[i] <= height; i += step) {
      if (height - x[i] >= prominence) {
        return true;
      }
    }
    return false;
  }

  /**
   * The peaks that stay where of two too close together the lower one goes, the highest of all
   * first. A peak is decided once every one before which it would have to give way is: going forth
   * and back, a flight of ever higher or ever lower peaks takes one pass.
   */
  private int[] farApart(double[] x, int[] peaks) {
    int n = peaks.length;
    if (distanceSamples == 1 || n == 0) {
      return peaks;
    }
    byte[] fates = new byte[n];
    for (int undecided = n, forth = 1; undecided > 0; forth = -forth) {
      for (int k = 0; k < n; k++) {
        int i = forth > 0 ? k : n - 1 - k;
        if (fates[i] == OPEN) {
          fates[i] = fate(x, peaks, fates, i);
          undecided -= fates[i] == OPEN ? 0 : 1;
        }
      }
    }
    return IntStream.range(0, n).filter(i -> fates[i] == KEPT).map(i -> peaks[i]).toArray();
  }

  private byte fate(double[] x, int[] peaks, byte[] fates, int i) {
    byte fate = KEPT;
    for (int step = -1; step <= 1; step += 2) {
      for (int j = i + step;
          j >= 0 && j < peaks.length && Math.abs(peaks[j] - peaks[i]) < distanceSamples;
          j += step) {
        boolean goesBefore = x[peaks[j]] > x[peaks[i]] || (x[peaks[j]] == x[peaks[i]] && j > i);
        if (goesBefore && fates[j] == KEPT) {
          return DROPPED;
        }
        fate = goesBefore && fates[j] == OPEN ? OPEN : fate;
      }
    }
    return fate;
  }
}
