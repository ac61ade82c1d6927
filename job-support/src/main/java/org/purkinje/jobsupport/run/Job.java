package org.purkinje.jobsupport.run;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.purkinje.jobsupport.config.ConfigKeys;
import org.purkinje.jobsupport.config.ConfigReader;
import org.purkinje.jobsupport.table.Lake;

/**
 * One step of the pipeline: reads tables or files, replaces whole table partitions.
 *
 * <p>Found by {@link java.util.ServiceLoader}, so that the command line knows every job without
 * depending on any.
 *
 * @param <C> the record that the job's YAML is read into
 */
public interface Job<C extends Record> {

  /** Verb and object in kebab case, e.g. {@code window-signals}. */
  String name();

  /** One line for {@code purkinje jobs}. */
  String summary();

  Class<C> configType();

  /**
   * Reads a config of this job.
   *
   * @param overrides dotted key to YAML value, taken over the file's
   * @throws IllegalArgumentException if the file is absent or breaks a rule
   */
  default C read(Path file, Map<String, String> overrides) {
    return ConfigReader.read(file, overrides, configType());
  }

  /**
   * Keys of a map in the config that depend on another key, by what they belong to, e.g. {@code
   * objective m2ae}; what {@code purkinje help} prints besides the config's own.
   */
  default Map<String, List<ConfigKeys.Key>> dependentKeys() {
    return Map.of();
  }

  /** What the result depends on besides config and code. */
  List<Input> inputs(C config);

  /** The table partitions that a run replaces. */
  List<Partition> outputs(C config);

  /**
   * @throws org.purkinje.biosignal.MalformedFileException if an input file is at fault
   * @throws IllegalArgumentException if the config is at fault
   */
  void run(JobContext context, C config);

  /** Whether what an earlier run wrote outside the tables is still there. */
  default boolean isIntact(Lake lake, C config) {
    return true;
  }

  /**
   * Whether no other run may be under way in the warehouse meanwhile. Such a run does not wait for
   * others and is refused; others wait for it.
   */
  default boolean runsAlone(C config) {
    return false;
  }

  /** Expected rows, memory or the like, for {@code purkinje plan}; computed without Spark. */
  default List<String> expectations(C config) {
    return List.of();
  }
}
