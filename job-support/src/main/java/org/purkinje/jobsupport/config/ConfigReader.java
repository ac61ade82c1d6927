package org.purkinje.jobsupport.config;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Reads a YAML text into a record: kebab-case keys, unknown, missing and null keys refused with the
 * nearest known key. Lists and maps that are left out are empty, every other component is required.
 * Ranges are checked in the record's constructor, and whether a list may be empty.
 */
public final class ConfigReader {

  private static final ObjectMapper YAML =
      YAMLMapper.builder(new YAMLFactory())
          .propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .addModule(ChoiceDeserializer.module())
          .build();

  private static final ObjectMapper CANONICAL =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE)
          .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .build();

  private ConfigReader() {}

  /**
   * @param file the YAML file
   * @param overrides dotted key to YAML value, taken over the file's
   * @throws IllegalArgumentException if the file is absent or breaks a rule; the text names file,
   *     line and key
   */
  public static <C> C read(Path file, Map<String, String> overrides, Class<C> type) {
    return parse(file.toString(), text(file), overrides, type);
  }

  /**
   * As {@link #read(Path, Map, Class)}, of a file that may leave keys out.
   *
   * @param absent YAML values of keys that are absent, by record and component, e.g. {@code
   *     CsvLayout.decimal}
   */
  public static <C> C readWithAbsent(
      Path file, Map<String, String> overrides, Map<String, String> absent, Class<C> type) {
    return parse(file.toString(), text(file), overrides, absent, type);
  }

  /** Whether the YAML file has the key at its top level; what else it holds is not checked. */
  public static boolean hasKey(Path file, String key) {
    return tree(file.toString(), text(file)).has(key);
  }

  private static String text(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new IllegalArgumentException(file + ": no such config file");
    }
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * @param source name used in errors
   */
  public static <C> C parse(
      String source, String yaml, Map<String, String> overrides, Class<C> type) {
    return parse(source, yaml, overrides, Map.of(), type);
  }

  /** As {@link #readWithAbsent}, of a text. */
  public static <C> C parseWithAbsent(
      String source, String yaml, Map<String, String> absent, Class<C> type) {
    return parse(source, yaml, Map.of(), absent, type);
  }

  private static <C> C parse(
      String source,
      String yaml,
      Map<String, String> overrides,
      Map<String, String> absent,
      Class<C> type) {
    JsonNode tree = tree(source, yaml);
    overrides.forEach((key, value) -> set((ObjectNode) tree, key, value));
    ConfigProblem problem = new ConfigProblem(source, YamlLines.of(yaml), tree, overrides.keySet());
    UnknownKey.first(tree, type)
        .ifPresent(
            unknown -> {
              throw new IllegalArgumentException(problem.text(unknown));
            });
    try {
      Map<String, JsonNode> values = new HashMap<>();
      for (Map.Entry<String, String> value : absent.entrySet()) {
        values.put(value.getKey(), YAML.readTree(value.getValue()));
      }
      new AbsentKeys(values).fill(tree, type);
      return YAML.treeToValue(tree, type);
    } catch (JsonProcessingException e) {
      throw problem.of(e);
    }
  }

  /** The value as JSON with sorted keys; equal configs give equal texts. */
  public static String canonical(Object config) {
    try {
      return CANONICAL.writeValueAsString(config);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("config cannot be written as JSON: " + config, e);
    }
  }

  /**
   * As {@link #canonical}, without the keys that are left out; of a group, its key alone counts.
   */
  public static String canonicalWithout(Record config, Predicate<ConfigKey> isLeftOut) {
    ObjectNode tree = CANONICAL.valueToTree(config);
    for (RecordComponent component : config.getClass().getRecordComponents()) {
      ConfigKey key = component.getAnnotation(ConfigKey.class);
      if (key != null && isLeftOut.test(key)) {
        tree.remove(ConfigKeys.kebab(component.getName()));
      }
    }
    return canonical(tree);
  }

  private static void set(ObjectNode tree, String dottedKey, String value) {
    List<String> keys = Arrays.asList(dottedKey.split("\\.", -1));
    ObjectNode node = tree;
    for (String key : keys.subList(0, keys.size() - 1)) {
      if (!(node.get(key) instanceof ObjectNode child)) {
        throw new IllegalArgumentException(
            "--set %s: no group of keys named %s, there are: %s"
                .formatted(dottedKey, key, String.join(", ", (Iterable<String>) node::fieldNames)));
      }
      node = child;
    }
    try {
      JsonNode read = value.isEmpty() ? TextNode.valueOf("") : YAML.readTree(value);
      node.set(keys.get(keys.size() - 1), read);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("--set %s: not YAML: %s".formatted(dottedKey, value), e);
    }
  }

  private static JsonNode tree(String source, String yaml) {
    try {
      JsonNode tree = YAML.readTree(yaml);
      if (!tree.isObject()) {
        throw new IllegalArgumentException(
            source + ": line 1: must be a mapping of keys to values");
      }
      return tree;
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(ConfigProblem.notYaml(source, e), e);
    }
  }
}
