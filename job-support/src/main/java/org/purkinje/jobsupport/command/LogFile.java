package org.purkinje.jobsupport.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.apache.logging.log4j.core.LoggerContext;
import org.jspecify.annotations.Nullable;
import org.purkinje.jobsupport.file.StoredFolder;
import org.purkinje.jobsupport.run.Failure;

/**
 * The file that takes what is logged: {@code purkinje.log} in the warehouse once a command has
 * opened one, before that a file in the folder for temporary files. An object store takes no lines,
 * so there the file stays local while the command runs and is put into {@code logs} of the
 * warehouse at its end. Where the property that log4j reads is given from outside, it stays as it
 * is.
 */
final class LogFile {

  private static final String PROPERTY = "purkinje.log";
  private static final boolean IS_GIVEN = System.getProperty(PROPERTY) != null;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  private static @Nullable StoredFolder store;
  private static String place = "";
  private static long delivered;

  private LogFile() {}

  /** Must come before the first logger is made. */
  static void begin() {
    if (!IS_GIVEN) {
      set(Path.of(System.getProperty("java.io.tmpdir"), "purkinje-%s.log".formatted(user())));
    }
    store = null;
  }

  /**
   * @param warehouse can be written
   */
  static void moveTo(StoredFolder warehouse) {
    if (IS_GIVEN) {
      return;
    }
    if (warehouse.isLocal()) {
      set(Path.of(warehouse.resolve("purkinje.log")));
    } else {
      long process = ProcessHandle.current().pid();
      store = warehouse;
      place = "logs/%s-%s-%d.log".formatted(TIME.format(Instant.now()), user(), process);
      delivered = 0;
      set(
          Path.of(
              System.getProperty("java.io.tmpdir"),
              "purkinje-%s-%d.log".formatted(user(), process)));
    }
    LoggerContext.getContext(false).reconfigure();
  }

  /** Puts what was logged into the warehouse, if it is not there yet; answers where it lies. */
  static String deliver() {
    Path file = Path.of(System.getProperty(PROPERTY, ""));
    @Nullable StoredFolder to = store;
    if (to == null || !Files.exists(file)) {
      return file.toString();
    }
    // Of a command that was interrupted.
    boolean interrupted = Thread.interrupted();
    try {
      long size = Files.size(file);
      if (size != delivered) {
        to.write(place, copy -> Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING));
        delivered = size;
      }
      return to.resolve(place);
    } catch (IOException | RuntimeException e) {
      System.err.printf("purkinje: the log stays in %s: %s%n", file, Failure.line(e));
      return file.toString();
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Delivers what was logged and leaves nothing of it behind. */
  static void end() {
    Path file = Path.of(System.getProperty(PROPERTY, ""));
    if (store != null && !deliver().equals(file.toString())) {
      try {
        Files.deleteIfExists(file);
      } catch (IOException e) {
        System.err.printf("purkinje: %s cannot be deleted: %s%n", file, e.getMessage());
      }
    }
    store = null;
  }

  private static String user() {
    return System.getProperty("user.name");
  }

  private static void set(Path file) {
    System.setProperty(PROPERTY, file.toAbsolutePath().toString());
  }
}
