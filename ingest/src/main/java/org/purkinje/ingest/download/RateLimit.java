package org.purkinje.ingest.download;

import java.time.Duration;

/** Evenly spaced turns for the requests of all threads: a token bucket that holds one token. */
final class RateLimit {

  private static final double NANOS_PER_SECOND = 1e9;

  private final long interval;
  private final Waiting waiting;
  private long next;

  /**
   * @param perSecond requests per second, above 0
   */
  RateLimit(double perSecond, Waiting waiting) {
    this.interval = (long) Math.ceil(NANOS_PER_SECOND / perSecond);
    this.waiting = waiting;
    this.next = waiting.nanoTime();
  }

  /** Waits for the caller's turn. */
  void acquire() throws InterruptedException {
    long wait;
    synchronized (this) {
      long now = waiting.nanoTime();
      long turn = next - now > 0 ? next : now;
      next = turn + interval;
      wait = turn - now;
    }
    if (wait > 0) {
      waiting.sleep(Duration.ofNanos(wait));
    }
  }

  /** No turn begins before this has passed. */
  synchronized void hold(Duration duration) {
    long end = waiting.nanoTime() + duration.toNanos();
    next = end - next > 0 ? end : next;
  }
}
