package org.purkinje.jobsupport.run;

import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.purkinje.jobsupport.run.ProcessLock.Kind;

/**
 * Locks on the partitions that a run reads (shared) and replaces (exclusive), held by the driver
 * until the run ends. All are taken in one order, so that no two runs wait for each other.
 */
final class PartitionLocks implements AutoCloseable {

  private final RunLocks locks;

  private PartitionLocks(RunLocks locks) {
    this.locks = locks;
  }

  /**
   * Waits until no other run writes any of the partitions, nor reads one that is to be replaced.
   *
   * @param locks none held yet; closed with these
   * @param job who asks, for {@code waiting}
   * @param waiting told whom the wait is for, at its start and each minute
   */
  static PartitionLocks acquire(
      RunLocks locks,
      String job,
      Collection<Partition> read,
      Collection<Partition> replaced,
      Consumer<String> waiting) {
    Map<String, Partition> partitions = new TreeMap<>();
    read.forEach(partition -> partitions.put(name(partition), partition));
    replaced.forEach(partition -> partitions.put(name(partition), partition));
    PartitionLocks held = new PartitionLocks(locks);
    try {
      partitions.forEach(
          (name, partition) -> {
            Kind kind = replaced.contains(partition) ? Kind.EXCLUSIVE : Kind.SHARED;
            held.await(name, partition, kind, job, waiting);
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
    locks.sign(run);
  }

  private void await(
      String name, Partition partition, Kind kind, String job, Consumer<String> waiting) {
    locks.await(
        name,
        kind,
        () ->
            "%s: %s is being %s; waits"
                .formatted(
                    job,
                    partition,
                    locks
                        .writer(name)
                        .map(writer -> "written by " + writer)
                        .orElse("read by another run")),
        waiting);
  }

  private static String name(Partition partition) {
    String readable = partition.toString().replaceAll("[^A-Za-z0-9.-]+", "_");
    return "%.60s-%.8s".formatted(readable, new Sha256().add(partition.toString()).hex());
  }

  @Override
  public void close() {
    locks.close();
  }
}
