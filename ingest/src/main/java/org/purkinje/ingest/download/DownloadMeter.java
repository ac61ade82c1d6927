package org.purkinje.ingest.download;

import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.spark.util.LongAccumulator;
import org.jspecify.annotations.Nullable;

/** Counts files into a job's progress, and bytes beside it. */
public final class DownloadMeter implements Meter {

  private final AtomicLong bytes = new AtomicLong();
  private @Nullable LongAccumulator files;

  /** Files are counted here from now on. */
  public synchronized void countWith(LongAccumulator counter) {
    files = counter;
  }

  @Override
  public void bytes(long count) {
    bytes.addAndGet(count);
  }

  /** Accumulators are made for one thread at a time. */
  @Override
  public synchronized void file() {
    if (files != null) {
      files.add(1);
    }
  }

  /** Bytes that came so far, e.g. {@code 12.3 MB}. */
  public String text() {
    return String.format(Locale.ROOT, "%,.1f MB", bytes.get() / 1e6);
  }
}
