package org.purkinje.preprocessing.records;

import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * A stretch of a record that is resampled, filtered and searched for beats by itself, so that the
 * memory does not grow with the record's length. What begins in its windows is cut from it alone;
 * to both sides of them it reaches as far as a filter or detector looks.
 *
 * @param firstWindow number of the first window that is cut from it
 * @param windows how many are
 * @param startSeconds where its samples begin, s from the start of the record
 * @param endSeconds where they end
 */
public record Block(int firstWindow, int windows, double startSeconds, double endSeconds) {

  /** Most samples of all channels together, 64 MB as doubles, and most seconds. */
  private static final double MAX_SAMPLES = 1 << 23;

  private static final double MAX_SECONDS = 3_600;

  /** What a detector of beats wants to know of the rhythm to both sides, s. */
  private static final double MIN_REACH_SECONDS = 30;

  /** Longest stretch of which every rate must have a whole number of samples, s. */
  private static final int MAX_STEP_SECONDS = 60;

  private static final double ROUNDING = 1e-9;

  /** The whole record. */
  public static Block whole(int windows) {
    return new Block(0, windows, 0, Double.POSITIVE_INFINITY);
  }

  /**
   * The blocks of a record; one, if its rates have no common clock within a minute: such a rate
   * (29.9686 Hz) was read from the clock of a device that is slow.
   *
   * @param windows of the record
   * @param rates of the channels that are read and of the signals made of them, Hz
   * @param read rates of the channels that are read, Hz
   */
  public static List<Block> of(RecordReading reading, int windows, double[] rates, double[] read) {
    int step =
        IntStream.rangeClosed(1, MAX_STEP_SECONDS)
            .filter(seconds -> DoubleStream.of(rates).allMatch(fs -> isWhole(seconds * fs)))
            .findFirst()
            .orElse(0);
    double seconds = Math.min(MAX_SECONDS, MAX_SAMPLES / DoubleStream.of(read).sum());
    int most = Math.max(1, (int) (seconds / reading.hopSeconds()));
    if (step == 0 || windows <= most) {
      return List.of(whole(windows));
    }
    int blocks = (windows + most - 1) / most;
    return IntStream.range(0, blocks)
        .mapToObj(
            i -> {
              int first = (int) ((long) windows * i / blocks);
              int end = (int) ((long) windows * (i + 1) / blocks);
              return of(reading, first, end - first, step);
            })
        .toList();
  }

  private static Block of(RecordReading reading, int first, int windows, int step) {
    double reach = Math.max(MIN_REACH_SECONDS, reading.reachSeconds());
    double from = first * reading.hopSeconds() - reach;
    double to = (first + windows - 1) * reading.hopSeconds() + reading.windowSeconds() + reach;
    return new Block(first, windows, Math.max(0, Math.floor(from / step) * step), to);
  }

  /** Numbers of its windows in the record, ascending. */
  public IntStream numbers() {
    return IntStream.range(firstWindow, firstWindow + windows);
  }

  private static boolean isWhole(double samples) {
    return Math.abs(samples - Math.rint(samples)) <= ROUNDING * samples;
  }
}
