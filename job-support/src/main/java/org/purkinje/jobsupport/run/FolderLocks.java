package org.purkinje.jobsupport.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.purkinje.jobsupport.run.ProcessLock.Kind;

/** Locks on files of the folder {@code locks} in a warehouse. */
final class FolderLocks implements RunLocks {

  private final Path folder;
  private final Deque<ProcessLock> locks = new ArrayDeque<>();
  private final Deque<Path> signed = new ArrayDeque<>();
  private final Instant since = Instant.now().truncatedTo(ChronoUnit.SECONDS);

  FolderLocks(Path warehouse) {
    this.folder = warehouse.resolve("locks");
  }

  @Override
  public boolean tryLock(String name, Kind kind) {
    Optional<ProcessLock> lock = ProcessLock.tryAcquire(file(name), kind);
    lock.ifPresent(locks::push);
    if (lock.isPresent() && kind == Kind.EXCLUSIVE) {
      signed.push(holder(name));
    }
    return lock.isPresent();
  }

  @Override
  public void sign(String run) {
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

  @Override
  public Optional<String> writer(String name) {
    Optional<ProcessLock> shared = ProcessLock.tryAcquire(file(name), Kind.SHARED);
    if (shared.isPresent()) {
      shared.get().close();
      return Optional.empty();
    }
    try {
      return Optional.of(Files.readString(holder(name)));
    } catch (IOException e) {
      return Optional.of("another run");
    }
  }

  private Path file(String name) {
    return folder.resolve(name + ".lock");
  }

  private Path holder(String name) {
    return folder.resolve(name + ".lock.holder");
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
    locks.clear();
  }
}
