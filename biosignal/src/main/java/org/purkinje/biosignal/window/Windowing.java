package org.purkinje.biosignal.window;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Fixed-length windows at a fixed hop; a trailing partial window is dropped.
 *
 * @param lengthSamples window length, samples, at least 1
 * @param hopSamples distance between window starts, samples, at least 1
 */
public record Windowing(int lengthSamples, int hopSamples) {

  public Windowing {
    if (lengthSamples < 1 || hopSamples < 1) {
      throw new IllegalArgumentException(
          "window length and hop must be at least 1 sample, got %d and %d"
              .formatted(lengthSamples, hopSamples));
    }
  }

  /**
   * @param windowSeconds window length, s
   * @param hopSeconds distance between window starts, s
   * @param fs sampling frequency, Hz
   */
  public static Windowing ofSeconds(double windowSeconds, double hopSeconds, double fs) {
    return new Windowing(
        Math.toIntExact(Math.round(windowSeconds * fs)),
        Math.toIntExact(Math.round(hopSeconds * fs)));
  }

  /**
   * Samples at another rate that begin before a signal ends.
   *
   * @param toHz the other rate
   * @param samples of the signal
   * @param fs rate of the signal, Hz
   */
  public static int samplesAt(double toHz, long samples, double fs) {
    // A whole number counts as one, whatever its last digits.
    return Math.toIntExact((long) Math.ceil(samples * toHz / fs - 1e-6));
  }

  /**
   * The positions that lie in a window, from its start.
   *
   * @param positions in the signal, samples, ascending, none twice
   * @param start first sample of the window
   */
  public int[] within(int[] positions, int start) {
    int first = firstFrom(positions, start);
    int end = firstFrom(positions, start + lengthSamples);
    return Arrays.stream(positions, first, end).map(position -> position - start).toArray();
  }

  private static int firstFrom(int[] positions, int sample) {
    int found = Arrays.binarySearch(positions, sample);
    return found < 0 ? -found - 1 : found;
  }

  /** How many windows fit wholly into {@code samples} samples. */
  public int count(long samples) {
    return samples < lengthSamples
        ? 0
        : Math.toIntExact((samples - lengthSamples) / hopSamples + 1);
  }

  /** Starts of the windows that fit wholly into {@code samples} samples, ascending. */
  public IntStream starts(int samples) {
    return IntStream.range(0, count(samples)).map(i -> i * hopSamples);
  }
}
