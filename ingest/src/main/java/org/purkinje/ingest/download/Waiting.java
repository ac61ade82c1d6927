package org.purkinje.ingest.download;

import java.time.Duration;

/** Time that passes, and waiting for it. */
interface Waiting {

  /** The machine's own. */
  Waiting REAL =
      new Waiting() {
        @Override
        public long nanoTime() {
          return System.nanoTime();
        }

        @Override
        public void sleep(Duration duration) throws InterruptedException {
          Thread.sleep(duration.toMillis(), duration.toNanosPart() % 1_000_000);
        }
      };

  /** Nanoseconds since some moment. */
  long nanoTime();

  void sleep(Duration duration) throws InterruptedException;
}
