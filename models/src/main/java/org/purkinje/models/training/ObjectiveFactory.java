package org.purkinje.models.training;

import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;

/**
 * Makes objectives of one type from settings. Implementations are registered as Java services, so
 * that a checkpoint, which stores only type and settings, can be read wherever its type is on the
 * class path.
 *
 * @param <S> the record of its settings, each a {@link Setting}
 */
public interface ObjectiveFactory<S extends Record> {

  /** The name in configs and checkpoints, e.g. {@code m2ae}. */
  String type();

  Class<S> settingsType();

  /**
   * @throws IllegalArgumentException if a setting is out of range
   */
  TorchObjective make(S settings);

  /** Whether it learns from labelled windows alone, which a pretraining does not have. */
  default boolean needsClasses() {
    return false;
  }

  /** The settings as configs and checkpoints hold them. */
  default SettingsText<S> settings() {
    return new SettingsText<>(type(), settingsType());
  }

  /**
   * @throws IllegalArgumentException if a setting is absent, unknown or out of range
   */
  default TorchObjective create(Map<String, String> settings) {
    return make(settings().read(settings));
  }

  /** All that are registered. */
  static List<ObjectiveFactory<?>> all() {
    ClassLoader loader = ObjectiveFactory.class.getClassLoader();
    return ServiceLoader.load(ObjectiveFactory.class, loader).stream()
        .<ObjectiveFactory<?>>map(ServiceLoader.Provider::get)
        .toList();
  }

  /**
   * @throws IllegalArgumentException if no type of this name is registered
   */
  static ObjectiveFactory<?> of(String type) {
    return all().stream()
        .filter(factory -> factory.type().equals(type))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "objective must be one of %s, got %s"
                        .formatted(
                            all().stream()
                                .filter(factory -> !factory.needsClasses())
                                .map(ObjectiveFactory::type)
                                .sorted()
                                .toList(),
                            type)));
  }

  /**
   * @throws IllegalArgumentException if no type of this name is registered, or its settings are
   *     wrong
   */
  static TorchObjective create(String type, Map<String, String> settings) {
    return of(type).create(settings);
  }
}
