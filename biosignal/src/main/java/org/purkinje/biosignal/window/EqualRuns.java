package org.purkinje.biosignal.window;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Long runs of one value in a signal as recorded, which no filter leaves visible: a lead is off, a
 * monitor holds its last value, or a converter is at the end of its range.
 *
 * @param raw the signal
 * @param runs in order of time
 */
record EqualRuns(RawSignal raw, List<Run> runs) {

  private static final double ROUNDING = 1e-9;

  /**
   * What of a run lies in a window.
   *
   * @param seconds how long it is
   * @param atSeconds where it begins in the record
   */
  record Part(double seconds, double atSeconds) {}

  /**
   * @param seconds shorter runs are not looked for
   */
  static EqualRuns of(RawSignal raw, double seconds) {
    int shortest = Math.max(2, (int) Math.ceil(seconds * raw.fs() - ROUNDING));
    double[] x = raw.samples();
    List<Run> runs = new ArrayList<>();
    int start = 0;
    for (int i = 1; i <= x.length; i++) {
      // A missing sample, NaN, equals none.
      if (i == x.length || x[i] != x[start]) {
        if (i - start >= shortest) {
          runs.add(new Run(start, i));
        }
        start = i;
      }
    }
    return new EqualRuns(raw, runs);
  }

  /** None, of a signal in which they are not looked for. */
  static EqualRuns none() {
    return new EqualRuns(RawSignal.absent(), List.of());
  }

  /** The longest part of a run in a stretch of the record, s; empty if there is none. */
  Optional<Part> longest(double fromSeconds, double toSeconds) {
    return longest(fromSeconds, toSeconds, value -> true);
  }

  /**
   * The longest part of a run at the least or the greatest value of a stretch of the record, s;
   * empty if there is none.
   */
  Optional<Part> longestAtEnds(double fromSeconds, double toSeconds) {
    if (longest(fromSeconds, toSeconds).isEmpty()) {
      return Optional.empty();
    }
    Run window = samples(fromSeconds, toSeconds);
    double least = Double.POSITIVE_INFINITY;
    double greatest = Double.NEGATIVE_INFINITY;
    for (int i = window.start(); i < window.end(); i++) {
      least = Math.min(least, raw.samples()[i]);
      greatest = Math.max(greatest, raw.samples()[i]);
    }
    double low = least;
    double high = greatest;
    return longest(fromSeconds, toSeconds, value -> value == low || value == high);
  }

  private Optional<Part> longest(double fromSeconds, double toSeconds, Predicate<Double> isAsked) {
    Run window = samples(fromSeconds, toSeconds);
    Optional<Part> longest = Optional.empty();
    for (int i = firstIn(window); i < runs.size() && runs.get(i).start() < window.end(); i++) {
      int start = Math.max(window.start(), runs.get(i).start());
      double seconds = (Math.min(window.end(), runs.get(i).end()) - start) / raw.fs();
      boolean isLonger = longest.isEmpty() || seconds > longest.get().seconds();
      if (isLonger && isAsked.test(raw.samples()[start])) {
        longest = Optional.of(new Part(seconds, raw.startSeconds() + start / raw.fs()));
      }
    }
    return longest;
  }

  /** The samples whose instants lie in a stretch of the record. */
  private Run samples(double fromSeconds, double toSeconds) {
    return new Run(sample(fromSeconds), sample(toSeconds));
  }

  private int sample(double seconds) {
    double sample = Math.ceil((seconds - raw.startSeconds()) * raw.fs() - ROUNDING);
    return (int) Math.max(0, Math.min(raw.samples().length, sample));
  }

  /** Number of the first run that ends in a window or behind it. */
  private int firstIn(Run window) {
    int low = 0;
    int high = runs.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (runs.get(middle).end() > window.start()) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }
}
