package org.purkinje.jobsupport.run;

import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;
import org.purkinje.jobsupport.config.NearestName;

/** Every job on the class path. */
public final class Jobs {

  private static final List<Job<?>> ALL =
      ServiceLoader.load(Job.class).stream()
          .<Job<?>>map(ServiceLoader.Provider::get)
          .sorted(Comparator.comparing(Job::name))
          .toList();

  private Jobs() {}

  public static List<Job<?>> all() {
    return ALL;
  }

  public static boolean exists(String name) {
    return ALL.stream().anyMatch(job -> job.name().equals(name));
  }

  /**
   * @throws IllegalArgumentException if there is none; the text names the nearest
   */
  public static Job<?> named(String name) {
    return ALL.stream()
        .filter(job -> job.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(unknown(name)));
  }

  /** What to say of a name that no job has; names the nearest. */
  public static String unknown(String name) {
    List<String> names = ALL.stream().<String>map(Job::name).toList();
    return "no job named %s, did you mean %s? There are: %s"
        .formatted(name, NearestName.of(name, names), String.join(", ", names));
  }
}
