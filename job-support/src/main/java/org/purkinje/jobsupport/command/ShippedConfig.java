package org.purkinje.jobsupport.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.purkinje.jobsupport.config.ConfigKeys;
import org.purkinje.jobsupport.config.ConfigReader;
import org.purkinje.jobsupport.config.Home;
import org.purkinje.jobsupport.config.MissingKeyException;
import org.purkinje.jobsupport.run.Job;

/**
 * The config that a job takes where the command names none: the one file below {@code configs} that
 * is called as the job is. What it leaves out must be given as options.
 */
final class ShippedConfig {

  private ShippedConfig() {}

  /** The file; none, or several, which nothing chooses between. */
  static List<Path> files(Job<?> job) {
    return named(name -> name.equals(job.name() + ".yaml"));
  }

  /**
   * @throws WrongCommandException if there is no such file, it breaks a rule, or a key is neither
   *     in it nor among the overrides
   */
  static <C extends Record> C read(Job<C> job, Map<String, String> overrides) {
    return ConfigCheck.check(
        () -> {
          try {
            return job.read(file(job), overrides);
          } catch (MissingKeyException e) {
            throw new IllegalArgumentException(
                "%s: key %s has no value; give it with --%s VALUE (%s)"
                    .formatted(job.name(), e.key(), e.key(), meaning(job, e.key())),
                e);
          }
        });
  }

  /** Top-level keys that the file does not hold. */
  static List<String> absentKeys(Job<?> job, Path file) {
    return ConfigKeys.of(job.configType()).stream()
        .map(ConfigKeys.Key::path)
        .filter(key -> !key.contains(".") && !ConfigReader.hasKey(file, key))
        .toList();
  }

  private static Path file(Job<?> job) {
    List<Path> files = files(job);
    if (files.size() == 1) {
      return files.get(0);
    }
    if (files.size() > 1) {
      throw new IllegalArgumentException(
          "%s: give CONFIG, as several files have the job's name: %s"
              .formatted(job.name(), String.join(", ", texts(files))));
    }
    List<Path> others = named(name -> name.startsWith(job.name() + "-"));
    throw new IllegalArgumentException(
        "%s: give CONFIG, a YAML file, as there is no %s.yaml in %s%s"
            .formatted(
                job.name(),
                job.name(),
                Home.configs(),
                others.isEmpty() ? "" : "; there are: " + String.join(", ", texts(others))));
  }

  private static String meaning(Job<?> job, String key) {
    return ConfigKeys.of(job.configType()).stream()
        .filter(known -> known.path().equals(key))
        .map(ConfigKeys.Key::meaning)
        .findFirst()
        .orElse("");
  }

  private static List<Path> named(Predicate<String> name) {
    if (!Files.isDirectory(Home.configs())) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(Home.configs())) {
      return files
          .filter(file -> Files.isRegularFile(file) && name.test(file.getFileName().toString()))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> texts(List<Path> files) {
    return files.stream().map(Path::toString).toList();
  }
}
