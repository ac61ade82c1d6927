package org.purkinje.pretrain;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.purkinje.jobsupport.config.ConfigKeys;
import org.purkinje.jobsupport.config.NearestName;
import org.purkinje.models.training.ObjectiveFactory;
import org.purkinje.models.training.Setting;
import org.purkinje.models.training.SettingsText;
import org.purkinje.models.training.TorchObjective;

/** The group {@code settings} of a config, whose keys depend on the objective. */
final class ObjectiveSettings {

  private static final String GROUP = "settings";

  private ObjectiveSettings() {}

  /**
   * @throws IllegalArgumentException if there is no such objective or a setting is wrong; the text
   *     begins with the key at fault
   */
  static TorchObjective make(String objective, Map<String, String> settings) {
    ObjectiveFactory<?> factory = ObjectiveFactory.of(objective);
    if (factory.needsClasses()) {
      throw new IllegalArgumentException(
          "objective %s learns from labelled windows alone; classify-windows trains it"
              .formatted(objective));
    }
    List<String> known = factory.settings().keys();
    refuseUnknown(objective, known, settings);
    try {
      return factory.create(settings);
    } catch (IllegalArgumentException e) {
      String problem = String.valueOf(e.getMessage());
      if (problem.startsWith(GROUP + ".")) {
        throw e;
      }
      // Constructors name a setting by its key alone, if it is one that is out of range.
      String separator = known.contains(problem.split(" ", 2)[0]) ? "." : ": ";
      throw new IllegalArgumentException(GROUP + separator + problem, e);
    }
  }

  private static void refuseUnknown(
      String objective, List<String> known, Map<String, String> settings) {
    for (String key : settings.keySet()) {
      if (!known.contains(key)) {
        throw new IllegalArgumentException(
            "%s.%s: unknown key %s, did you mean %s? Settings of %s: %s"
                .formatted(
                    GROUP,
                    key,
                    key,
                    NearestName.of(key, known),
                    objective,
                    String.join(", ", known)));
      }
    }
  }

  /** The keys of each registered objective, by what they belong to. */
  static Map<String, List<ConfigKeys.Key>> keys() {
    Map<String, List<ConfigKeys.Key>> keys = new LinkedHashMap<>();
    ObjectiveFactory.all().stream()
        .filter(factory -> !factory.needsClasses())
        .forEach(factory -> keys.put("objective " + factory.type(), keys(factory.settingsType())));
    return keys;
  }

  private static List<ConfigKeys.Key> keys(Class<? extends Record> type) {
    return Arrays.stream(type.getRecordComponents())
        .map(
            component -> {
              @Nullable Setting meaning = component.getAnnotation(Setting.class);
              return new ConfigKeys.Key(
                  GROUP + "." + SettingsText.key(component),
                  ConfigKeys.type(component.getGenericType()),
                  meaning == null ? "" : meaning.value());
            })
        .toList();
  }
}
