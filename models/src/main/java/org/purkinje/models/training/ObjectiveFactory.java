package org.purkinje.models.training;

import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeSet;

/**
 * Makes objectives of one type from settings. Implementations are registered as Java services, so
 * that a checkpoint, which stores only type and settings, can be read wherever its type is on the
 * class path.
 */
public interface ObjectiveFactory {

  /** The name in configs and checkpoints, e.g. {@code m2ae}. */
  String type();

  /**
   * @throws IllegalArgumentException if a setting is missing, unknown or out of range
   */
  TorchObjective create(Map<String, String> settings);

  /**
   * @throws IllegalArgumentException if no type of this name is registered
   */
  static TorchObjective create(String type, Map<String, String> settings) {
    TreeSet<String> known = new TreeSet<>();
    ClassLoader loader = ObjectiveFactory.class.getClassLoader();
    for (ObjectiveFactory factory : ServiceLoader.load(ObjectiveFactory.class, loader)) {
      if (factory.type().equals(type)) {
        return factory.create(settings);
      }
      known.add(factory.type());
    }
    throw new IllegalArgumentException(
        "objective must be one of %s, got %s".formatted(known, type));
  }
}
