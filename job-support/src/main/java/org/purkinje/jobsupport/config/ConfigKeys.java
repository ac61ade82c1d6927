package org.purkinje.jobsupport.config;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Lists the keys of a config record, those of nested records with dots. */
public final class ConfigKeys {

  /**
   * @param path kebab-case key, dotted where nested
   * @param type number, text, list, map, group or the allowed words
   */
  public record Key(String path, String type, String meaning) {}

  private ConfigKeys() {}

  public static List<Key> of(Class<? extends Record> config) {
    return keys("", config).toList();
  }

  private static Stream<Key> keys(String prefix, Class<?> config) {
    return Arrays.stream(config.getRecordComponents())
        .flatMap(
            component -> {
              Key key = key(prefix, component);
              return component.getType().isRecord()
                  ? Stream.concat(Stream.of(key), keys(key.path() + ".", component.getType()))
                  : Stream.of(key);
            });
  }

  private static Key key(String prefix, RecordComponent component) {
    ConfigKey meaning = component.getAnnotation(ConfigKey.class);
    String name = kebab(component.getName());
    return new Key(
        prefix + name, type(component.getGenericType()), meaning == null ? "" : meaning.value());
  }

  /** The YAML key of a record's component. */
  static String kebab(String component) {
    return ((PropertyNamingStrategies.NamingBase) PropertyNamingStrategies.KEBAB_CASE)
        .translate(component);
  }

  /** Number, text, list, group or the allowed words, as {@code help} and errors name it. */
  public static String type(Type type) {
    if (type instanceof ParameterizedType container) {
      Type[] of = container.getActualTypeArguments();
      return (of.length == 1 ? "list of " : "map to ") + type(of[of.length - 1]);
    }
    Class<?> plain = (Class<?>) type;
    if (plain.isEnum()) {
      return Arrays.stream(plain.getEnumConstants())
          .map(word -> word.toString().toLowerCase(Locale.ROOT))
          .collect(Collectors.joining("|"));
    }
    if (plain.isRecord()) {
      return "group";
    }
    return switch (plain.getSimpleName()) {
      case "int", "long", "Integer", "Long" -> "integer";
      case "double", "float", "Double", "Float" -> "number";
      case "boolean", "Boolean" -> "true|false";
      default -> "text";
    };
  }
}
