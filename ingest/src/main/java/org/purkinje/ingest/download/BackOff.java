package org.purkinje.ingest.download;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Waits that double from attempt to attempt, each cut at random to between a half and the whole.
 */
final class BackOff {

  private static final Duration FIRST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofMinutes(1);

  /** However long a source asks to be left alone, not longer than this. */
  static final Duration MAX_RETRY_AFTER = Duration.ofMinutes(5);

  private static final int MAX_DOUBLINGS = 10;

  private BackOff() {}

  /**
   * @param failures attempts that failed in a row, 1 or more
   * @param retryAfter what the source asked for; 0 if nothing
   */
  static Duration after(int failures, Duration retryAfter) {
    Duration whole = FIRST.multipliedBy(1L << Math.min(MAX_DOUBLINGS, failures - 1));
    long nanos = (whole.compareTo(LONGEST) < 0 ? whole : LONGEST).toNanos();
    Duration own = Duration.ofNanos(ThreadLocalRandom.current().nextLong(nanos / 2, nanos + 1));
    Duration asked = bounded(retryAfter);
    return own.compareTo(asked) > 0 ? own : asked;
  }

  static Duration bounded(Duration retryAfter) {
    return retryAfter.compareTo(MAX_RETRY_AFTER) < 0 ? retryAfter : MAX_RETRY_AFTER;
  }
}
