package org.purkinje.jobsupport.run;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.purkinje.jobsupport.run.ProcessLock.Kind;

/**
 * The locks of one run on names, held until they are closed. Those of a process that ends, however
 * it ends, are freed.
 */
interface RunLocks extends AutoCloseable {

  /** The lock of the catalog's first use, and of what moves a warehouse. */
  String CATALOG = "catalog";

  /** Where the locks of a warehouse are kept: in its folder, else in its catalog. */
  static RunLocks open(WarehouseAddress warehouse) {
    if (warehouse.isLocal()) {
      return new FolderLocks(Path.of(warehouse.root()));
    }
    return warehouse.catalog().isPostgresql()
        ? PostgresqlLocks.connect(warehouse)
        : new NoLocks(warehouse);
  }

  /** Whether the lock was free, and is now held. */
  boolean tryLock(String name, Kind kind);

  /** Waits for a lock that is only held for moments. */
  default void lock(String name) {
    while (!tryLock(name, Kind.EXCLUSIVE)) {
      ProcessLock.pause();
    }
  }

  /**
   * Waits for a lock that may be held for long.
   *
   * @param why says whom the wait is for
   * @param waiting told so at its start and each minute
   */
  default void await(String name, Kind kind, Supplier<String> why, Consumer<String> waiting) {
    Instant next = Instant.MIN;
    while (!tryLock(name, kind)) {
      if (Instant.now().isAfter(next)) {
        waiting.accept(why.get());
        next = Instant.now().plus(Duration.ofMinutes(1));
      }
      ProcessLock.pause();
    }
  }

  /** Whether there are locks at all; else each is free whoever holds it. */
  default boolean keepApart() {
    return true;
  }

  /** Leaves word for those who wait for what is held alone. */
  void sign(String run);

  /** Who holds the lock alone, as told to those who wait; empty if it is held together. */
  Optional<String> writer(String name);

  @Override
  void close();
}
