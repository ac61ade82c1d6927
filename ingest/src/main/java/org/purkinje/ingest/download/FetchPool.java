package org.purkinje.ingest.download;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.purkinje.ingest.download.FileOutcome.Failed;
import org.purkinje.ingest.download.FileOutcome.Reason;

/**
 * Fetches files on a few threads of the driver: the work is waiting for a network, which more
 * machines would not shorten.
 */
final class FetchPool {

  /** So many files in a row that could not be had mean that the source is down. */
  static final int MAX_UNREACHABLE_IN_A_ROW = 20;

  private final FileFetcher fetcher;
  private final int parallelism;
  private final Meter meter;

  /**
   * @param parallelism files at once, 1 or more
   */
  FetchPool(FileFetcher fetcher, int parallelism, Meter meter) {
    this.fetcher = fetcher;
    this.parallelism = parallelism;
    this.meter = meter;
  }

  /**
   * Fetches all files; when it returns or throws, no thread is at work any more.
   *
   * @return what became of each, in order
   * @throws IOException if going on is of no use
   */
  List<FileOutcome> fetch(List<RemoteFile> files) throws IOException, InterruptedException {
    Run run = new Run(files);
    ExecutorService threads = Executors.newFixedThreadPool(parallelism, FetchPool::thread);
    try {
      for (int i = 0; i < Math.min(parallelism, files.size()); i++) {
        threads.execute(run);
      }
      threads.shutdown();
      while (!threads.awaitTermination(1, TimeUnit.SECONDS)) {
        if (run.fatal.get() != null) {
          threads.shutdownNow();
        }
      }
    } finally {
      threads.shutdownNow();
      awaitEnd(threads);
    }
    return run.outcomes();
  }

  private static Thread thread(Runnable task) {
    Thread thread = new Thread(task, "download");
    thread.setDaemon(true);
    return thread;
  }

  private static void awaitEnd(ExecutorService threads) {
    boolean interrupted = false;
    while (!threads.isTerminated()) {
      try {
        threads.awaitTermination(1, TimeUnit.SECONDS);
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** The files, taken one by one by each thread. */
  private final class Run implements Runnable {

    private final List<RemoteFile> files;
    private final @Nullable FileOutcome[] outcomes;
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicInteger unreachableInARow = new AtomicInteger();
    private final AtomicReference<@Nullable Exception> fatal = new AtomicReference<>();

    Run(List<RemoteFile> files) {
      this.files = files;
      this.outcomes = new FileOutcome[files.size()];
    }

    @Override
    public void run() {
      try {
        for (int i = next.getAndIncrement();
            i < outcomes.length && fatal.get() == null;
            i = next.getAndIncrement()) {
          FileOutcome outcome = fetcher.fetch(files.get(i));
          outcomes[i] = outcome;
          meter.file();
          requireAlive(outcome);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } catch (IOException | RuntimeException e) {
        fatal.compareAndSet(null, e);
      }
    }

    private void requireAlive(FileOutcome outcome) throws IOException {
      if (!(outcome instanceof Failed failed) || failed.reason() != Reason.UNREACHABLE) {
        unreachableInARow.set(0);
      } else if (unreachableInARow.incrementAndGet() == MAX_UNREACHABLE_IN_A_ROW) {
        throw new IOException(
            "gave up after %d files in a row that could not be had, the last: %s; run again to go on"
                .formatted(MAX_UNREACHABLE_IN_A_ROW, failed));
      }
    }

    List<FileOutcome> outcomes() throws IOException {
      Exception failure = fatal.get();
      if (failure instanceof IOException io) {
        throw io;
      }
      if (failure instanceof RuntimeException bug) {
        throw bug;
      }
      List<FileOutcome> whole = new ArrayList<>(outcomes.length);
      Arrays.stream(outcomes).forEach(outcome -> whole.add(Objects.requireNonNull(outcome)));
      return whole;
    }
  }
}
