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
   * @param type number, text, list, or the allowed words
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
    String name =
        ((PropertyNamingStrategies.NamingBase) PropertyNamingStrategies.KEBAB_CASE)
            .translate(component.getName());
    return new Key(
        prefix + name, type(component.getGenericType()), meaning == null ? "" : meaning.value());
  }

  private static String type(Type type) {
    if (type instanceof ParameterizedType list) {
      return "list of "
          + type(list.getActualTypeArguments()[list.getActualTypeArguments().length - 1]);
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
      case "int", "long" -> "integer";
      case "double", "float" -> "number";
      case "boolean" -> "true|false";
      default -> "text";
    };
  }
}
