package org.purkinje.jobsupport.command;

import java.nio.file.Path;
import org.apache.logging.log4j.core.LoggerContext;

/**
 * The file that takes what is logged: {@code purkinje.log} in the warehouse once a command has
 * opened one, before that a file in the folder for temporary files. Where the property that log4j
 * reads is given from outside, it stays as it is.
 */
final class LogFile {

  private static final String PROPERTY = "purkinje.log";
  private static final boolean IS_GIVEN = System.getProperty(PROPERTY) != null;

  private LogFile() {}

  /** Must come before the first logger is made. */
  static void begin() {
    if (!IS_GIVEN) {
      String name = "purkinje-%s.log".formatted(System.getProperty("user.name"));
      set(Path.of(System.getProperty("java.io.tmpdir"), name));
    }
  }

  /**
   * @param warehouse a folder that can be written
   */
  static void moveTo(Path warehouse) {
    if (!IS_GIVEN) {
      set(warehouse.resolve("purkinje.log"));
      LoggerContext.getContext(false).reconfigure();
    }
  }

  static Path path() {
    return Path.of(System.getProperty(PROPERTY, ""));
  }

  private static void set(Path file) {
    System.setProperty(PROPERTY, file.toAbsolutePath().toString());
  }
}
