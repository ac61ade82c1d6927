package org.purkinje.jobsupport.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.purkinje.jobsupport.run.ProcessLock.Kind;

/**
 * Locks on the partitions that a run reads (shared) and replaces (exclusive), held by the driver
 * until the run ends. All are taken in one order, so that no two runs wait for each other.
 */
final class PartitionLocks implements AutoCloseable {

  private static final Duration REMINDER = Duration.ofMinutes(1);

  private final Deque<ProcessLock> locks = new ArrayDeque<>();
  private final Deque<Path> signed = new ArrayDeque<>();
  private final Instant since = Instant.now().truncatedTo(ChronoUnit.SECONDS);

  private PartitionLocks() {}

  /**
   * Waits until no other run writes any of the partitions, nor reads one that is to be replaced.
   *
   * @param job who asks, for {@code waiting}
   * @param waiting told whom the wait is for, at its start and each minute
   */
  static PartitionLocks acquire(
      Path warehouse,
      String job,
      Collection<Partition> read,
      Collection<Partition> replaced,
      Consumer<String> waiting) {
    Map<Path, Partition> partitions = new TreeMap<>();
    read.forEach(partition -> partitions.put(file(warehouse, partition), partition));
    replaced.forEach(partition -> partitions.put(file(warehouse, partition), partition));
    PartitionLocks held = new PartitionLocks();
    try {
      partitions.forEach(
          (file, partition) -> {
            Kind kind = replaced.contains(partition) ? Kind.EXCLUSIVE : Kind.SHARED;
            held.locks.push(await(file, partition, kind, job, waiting));
            if (kind == Kind.EXCLUSIVE) {
              held.signed.push(holder(file));
            }
          });
      held.sign("a run of " + job);
      return held;
    } catch (RuntimeException e) {
      held.close();
      throw e;
    }
  }

  /** Leaves word for those who wait. */
  void sign(String run) {
    String text =
        "%s (process %d on %s since %s)"
            .formatted(run, ProcessHandle.current().pid(), host(), since);
    try {
      for (Path holder : signed) {
        Files.writeString(holder, text);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ProcessLock await(
      Path file, Partition partition, Kind kind, String job, Consumer<String> waiting) {
    Instant next = Instant.MIN;
    for (; ; ) {
      Optional<ProcessLock> lock = ProcessLock.tryAcquire(file, kind);
      if (lock.isPresent()) {
        return lock.get();
      }
      if (Instant.now().isAfter(next)) {
        waiting.accept("%s: %s; waits".formatted(job, describe(file, partition)));
        next = Instant.now().plus(REMINDER);
      }
      ProcessLock.pause();
    }
  }

  private static String describe(Path file, Partition partition) {
    Optional<ProcessLock> shared = ProcessLock.tryAcquire(file, Kind.SHARED);
    if (shared.isPresent()) {
      shared.get().close();
      return partition + " is being read by another run";
    }
    try {
      return "%s is being written by %s".formatted(partition, Files.readString(holder(file)));
    } catch (IOException e) {
      return partition + " is being written by another run";
    }
  }

  private static Path file(Path warehouse, Partition partition) {
    String readable = partition.toString().replaceAll("[^A-Za-z0-9.-]+", "_");
    String name =
        "%.60s-%.8s.lock".formatted(readable, new Sha256().add(partition.toString()).hex());
    return warehouse.resolve("locks").resolve(name);
  }

  private static Path holder(Path file) {
    return file.resolveSibling(file.getFileName() + ".holder");
  }

  private static String host() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "an unnamed host";
    }
  }

  @Override
  public void close() {
    locks.forEach(ProcessLock::close);
  }
}
