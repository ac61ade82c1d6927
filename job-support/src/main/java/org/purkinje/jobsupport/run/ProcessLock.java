package org.purkinje.jobsupport.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A lock between processes on a file, which is never deleted. The system frees it when the process
 * ends, however it ends.
 */
final class ProcessLock implements AutoCloseable {

  /** How a file is locked. */
  enum Kind {
    /** Together with others of this kind. */
    SHARED,
    /** Alone. */
    EXCLUSIVE
  }

  private static final long PAUSE_MS = 100;

  /** A second channel on a file that this process has locked would free the lock when closed. */
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  private final Path file;
  private final FileChannel channel;

  private ProcessLock(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /** Empty if another process, or another part of this one, holds it. */
  static Optional<ProcessLock> tryAcquire(Path file, Kind kind) {
    if (!HELD.add(file)) {
      return Optional.empty();
    }
    @Nullable FileChannel channel = null;
    boolean locked = false;
    try {
      Files.createDirectories(file.getParent());
      channel =
          FileChannel.open(
              file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
      locked = channel.tryLock(0, Long.MAX_VALUE, kind == Kind.SHARED) != null;
      return locked ? Optional.of(new ProcessLock(file, channel)) : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(
          "%s cannot be locked; the warehouse must lie on a file system with locks".formatted(file),
          e);
    } finally {
      if (!locked) {
        close(channel);
        HELD.remove(file);
      }
    }
  }

  /** Waits for a lock that is only held for moments. */
  static ProcessLock acquire(Path file) {
    for (; ; ) {
      Optional<ProcessLock> lock = tryAcquire(file, Kind.EXCLUSIVE);
      if (lock.isPresent()) {
        return lock.get();
      }
      pause();
    }
  }

  /**
   * @throws IllegalStateException if the thread is interrupted meanwhile
   */
  static void pause() {
    try {
      Thread.sleep(PAUSE_MS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for another process", e);
    }
  }

  @Override
  public void close() {
    close(channel);
    HELD.remove(file);
  }

  private static void close(@Nullable FileChannel channel) {
    try {
      if (channel != null) {
        channel.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
