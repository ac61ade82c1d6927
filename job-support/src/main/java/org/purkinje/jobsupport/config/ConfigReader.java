package org.purkinje.jobsupport.config;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * Reads a YAML text into a record: kebab-case keys, every component required, unknown, missing and
 * null keys refused with the nearest known key. Ranges are checked in the record's constructor.
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
          .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
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
    if (!Files.isRegularFile(file)) {
      throw new IllegalArgumentException(file + ": no such config file");
    }
    try {
      return parse(file.toString(), Files.readString(file), overrides, type);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * @param source name used in errors
   */
  public static <C> C parse(
      String source, String yaml, Map<String, String> overrides, Class<C> type) {
    try {
      JsonNode tree = YAML.readTree(yaml);
      if (!tree.isObject()) {
        throw new IllegalArgumentException(
            source + ": line 1: must be a mapping of keys to values");
      }
      overrides.forEach((key, value) -> set((ObjectNode) tree, key, value));
      return YAML.treeToValue(tree, type);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(explain(source, yaml, e), e);
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
      node.set(keys.get(keys.size() - 1), YAML.readTree(value));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("--set %s: not YAML: %s".formatted(dottedKey, value), e);
    }
  }

  private static String explain(String source, String yaml, JsonProcessingException e) {
    if (e instanceof UnrecognizedPropertyException unknown) {
      List<String> known = known(unknown.getKnownPropertyIds());
      return "%s: %s: unknown key %s, did you mean %s? Keys here: %s"
          .formatted(
              source,
              place(yaml, unknown.getPropertyName()),
              unknown.getPropertyName(),
              NearestName.of(unknown.getPropertyName(), known),
              String.join(", ", known));
    }
    if (e instanceof ValueInstantiationException refused && refused.getCause() != null) {
      return "%s: %s: %s".formatted(source, path(refused), refused.getCause().getMessage());
    }
    if (e instanceof JsonMappingException mapping) {
      return "%s: %s: %s".formatted(source, path(mapping), firstLine(mapping.getOriginalMessage()));
    }
    JsonLocation at = e.getLocation();
    return "%s: line %d: not YAML: %s"
        .formatted(source, at == null ? 1 : at.getLineNr(), firstLine(e.getOriginalMessage()));
  }

  private static List<String> known(Collection<Object> ids) {
    return ids.stream().map(Object::toString).sorted().toList();
  }

  private static String place(String yaml, String key) {
    List<String> lines = yaml.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).strip().replaceFirst("^- ", "").startsWith(key + ":")) {
        return "line " + (i + 1);
      }
    }
    return "--set";
  }

  private static String path(JsonMappingException e) {
    String path =
        e.getPath().stream()
            .map(r -> Objects.requireNonNullElse(r.getFieldName(), "[" + r.getIndex() + "]"))
            .collect(Collectors.joining("."));
    return path.isEmpty() ? "top level" : path;
  }

  private static String firstLine(String message) {
    return message.lines().findFirst().orElse(message);
  }
}
