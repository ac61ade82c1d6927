package org.purkinje.jobsupport.command;

import java.nio.file.Path;
import java.util.Map;
import java.util.function.Supplier;
import org.purkinje.jobsupport.run.Job;

/** Tells a wrong config (exit code 2) from a failed run (exit code 1). */
final class ConfigCheck {

  private ConfigCheck() {}

  static <C extends Record> C read(Job<C> job, Path file, Map<String, String> overrides) {
    return check(() -> job.read(file, overrides));
  }

  static <T> T check(Supplier<T> reading) {
    try {
      return reading.get();
    } catch (IllegalArgumentException e) {
      throw new WrongCommandException(e);
    }
  }
}
