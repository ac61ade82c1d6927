package org.purkinje.jobsupport.run;

import java.util.function.Consumer;
import org.purkinje.jobsupport.file.StoredFolder;
import org.purkinje.jobsupport.run.ProcessLock.Kind;

/**
 * The lock of a warehouse as a whole. Every run holds it together with the others, and a run that
 * must be alone holds it alone.
 */
final class WarehouseLock implements AutoCloseable {

  private static final String NAME = "warehouse";

  private final RunLocks locks;

  private WarehouseLock(RunLocks locks) {
    this.locks = locks;
  }

  /**
   * Waits until no run is alone in the warehouse.
   *
   * @param locks none held yet; closed with this
   * @param job who asks, for {@code waiting}
   * @param waiting told whom the wait is for, at its start and each minute
   */
  static WarehouseLock together(RunLocks locks, String job, Consumer<String> waiting) {
    try {
      locks.await(
          NAME,
          Kind.SHARED,
          () ->
              "%s: the warehouse is in use by %s, alone; waits"
                  .formatted(job, locks.writer(NAME).orElse("another run")),
          waiting);
      return new WarehouseLock(locks);
    } catch (RuntimeException e) {
      locks.close();
      throw e;
    }
  }

  /**
   * Does not wait: other runs may take days, and those that come would wait as long.
   *
   * @param locks none held yet; closed with this
   * @throws IllegalArgumentException if a run is under way, or nothing could tell
   */
  static WarehouseLock alone(RunLocks locks, String job, StoredFolder warehouse) {
    try {
      if (!locks.keepApart()) {
        throw new IllegalArgumentException(
            "%s: must be alone in warehouse %s, whose REST catalog has no locks to know it by; do its work by the catalog's own means"
                .formatted(job, warehouse));
      }
      if (!locks.tryLock(NAME, Kind.EXCLUSIVE)) {
        throw new IllegalArgumentException(
            "%s: must be alone in warehouse %s, where a run is under way; start it again when that has ended"
                .formatted(job, warehouse));
      }
      locks.sign("a run of " + job);
      return new WarehouseLock(locks);
    } catch (RuntimeException e) {
      locks.close();
      throw e;
    }
  }

  /** Leaves word for those who wait. */
  void sign(String run) {
    locks.sign(run);
  }

  @Override
  public void close() {
    locks.close();
  }
}
