package org.purkinje.jobsupport.run;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.purkinje.jobsupport.run.ProcessLock.Kind;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A warehouse that has nothing to lock runs by; told once, then every lock is free. */
final class NoLocks implements RunLocks {

  private static final Logger LOG = LoggerFactory.getLogger(NoLocks.class);
  private static final Set<String> TOLD = ConcurrentHashMap.newKeySet();

  NoLocks(WarehouseAddress warehouse) {
    if (TOLD.add(warehouse.root())) {
      LOG.warn(
          "{}: a REST catalog has no locks, so nothing keeps two runs apart that write the same;"
              + " do not start a step twice at once",
          warehouse.root());
    }
  }

  @Override
  public boolean tryLock(String name, Kind kind) {
    return true;
  }

  @Override
  public boolean keepApart() {
    return false;
  }

  @Override
  public void sign(String run) {}

  @Override
  public Optional<String> writer(String name) {
    return Optional.empty();
  }

  @Override
  public void close() {}
}
