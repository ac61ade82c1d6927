package org.purkinje.ingest.download;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/** Time that passes only when someone waits. */
final class SteppedTime implements Waiting {

  private final AtomicLong now = new AtomicLong();
  private final List<Duration> sleeps = new CopyOnWriteArrayList<>();

  @Override
  public long nanoTime() {
    return now.get();
  }

  @Override
  public void sleep(Duration duration) throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    now.addAndGet(duration.toNanos());
    sleeps.add(duration);
  }

  List<Duration> sleeps() {
    return sleeps;
  }
}
