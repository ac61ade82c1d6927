package org.purkinje.models.training;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A record of settings as texts by key, as configs and checkpoints hold them. A key is a
 * component's name in kebab case. Components are {@code int}, {@code long}, {@code double}, {@link
 * String} or enums, whose words are lower case.
 *
 * @param objective whose settings they are, as errors name it
 * @param type the record
 */
public record SettingsText<S extends Record>(String objective, Class<S> type) {

  /** The keys there are, in the record's order. */
  public List<String> keys() {
    return Arrays.stream(type.getRecordComponents()).map(SettingsText::key).toList();
  }

  /**
   * @throws IllegalArgumentException if a setting is absent, unknown, of another type or out of
   *     range; the text begins with the key, as a key of the group {@code settings}
   */
  public S read(Map<String, String> settings) {
    List<String> keys = keys();
    for (String key : settings.keySet()) {
      if (!keys.contains(key)) {
        throw problem(key, "is no setting of %s; it has %s", objective, String.join(", ", keys));
      }
    }
    RecordComponent[] components = type.getRecordComponents();
    Object[] values =
        Arrays.stream(components).map(component -> value(component, settings)).toArray();
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    try {
      return type.getDeclaredConstructor(types).newInstance(values);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof IllegalArgumentException refused) {
        throw refused;
      }
      throw new IllegalStateException("cannot make " + type, e);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot make " + type, e);
    }
  }

  /** The texts that {@link #read} makes an equal record of. */
  public Map<String, String> write(S settings) {
    Map<String, String> texts = new TreeMap<>();
    for (RecordComponent component : type.getRecordComponents()) {
      try {
        Object value = component.getAccessor().invoke(settings);
        texts.put(key(component), value instanceof Enum<?> word ? word(word) : value.toString());
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException("cannot read " + component, e);
      }
    }
    return texts;
  }

  /** The key of a component, e.g. {@code mask-ratio}. */
  public static String key(RecordComponent component) {
    return component.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
  }

  private Object value(RecordComponent component, Map<String, String> settings) {
    String key = key(component);
    String text = settings.getOrDefault(key, absent(component));
    if (text.isEmpty()) {
      throw problem(key, "is missing, %s needs it", objective);
    }
    Class<?> of = component.getType();
    if (of.isEnum()) {
      return word(key, text, of);
    }
    try {
      return switch (of.getSimpleName()) {
        case "int" -> Integer.parseInt(text);
        case "long" -> Long.parseLong(text);
        case "double" -> Double.parseDouble(text);
        case "String" -> text;
        default -> throw new IllegalStateException("a setting cannot be of " + of);
      };
    } catch (NumberFormatException e) {
      String kind = of == double.class ? "a number" : "a whole number";
      throw problem(key, "must be %s, got %s", kind, text);
    }
  }

  private static String absent(RecordComponent component) {
    @Nullable Setting setting = component.getAnnotation(Setting.class);
    return setting == null ? "" : setting.absent();
  }

  private static Object word(String key, String text, Class<?> of) {
    List<Enum<?>> constants =
        Arrays.stream(of.getEnumConstants()).<Enum<?>>map(word -> (Enum<?>) word).toList();
    return constants.stream()
        .filter(word -> word(word).equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                problem(
                    key,
                    "must be one of %s, got %s",
                    String.join(", ", constants.stream().map(SettingsText::word).toList()),
                    text));
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  private static IllegalArgumentException problem(String key, String problem, Object... of) {
    return new IllegalArgumentException("settings." + key + " " + problem.formatted(of));
  }
}
