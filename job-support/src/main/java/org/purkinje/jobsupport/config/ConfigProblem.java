package org.purkinje.jobsupport.config;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Says what is wrong with a config as {@code source: place: rule, got value}.
 *
 * @param source name of the YAML text
 * @param tree the text's values with those of {@code --set}
 * @param overridden dotted keys that {@code --set} gave
 */
record ConfigProblem(String source, YamlLines lines, JsonNode tree, Set<String> overridden) {

  /** The text is no YAML. */
  static String notYaml(String source, JsonProcessingException e) {
    JsonLocation at = e.getLocation();
    return "%s: line %d: not YAML: %s"
        .formatted(source, at == null ? 1 : at.getLineNr(), firstLine(e.getOriginalMessage()));
  }

  String text(UnknownKey unknown) {
    return "%s: %s: unknown key %s, did you mean %s? Keys here: %s"
        .formatted(
            source,
            place(unknown.path()),
            unknown.name(),
            NearestName.of(unknown.name(), unknown.known()),
            String.join(", ", unknown.known()));
  }

  /** What the reading failed with, told of file, line and key. */
  IllegalArgumentException of(JsonProcessingException e) {
    if (e instanceof MismatchedInputException mismatch && isMissing(path(mismatch))) {
      return new MissingKeyException(text(e), String.join(".", path(mismatch)), e);
    }
    if (e instanceof ValueInstantiationException refused && refused.getCause() != null) {
      List<String> path = refusedPath(path(refused), refused.getCause().getMessage());
      if (isLeftOut(path)) {
        return new MissingKeyException(text(e), String.join(".", path), e);
      }
    }
    return new IllegalArgumentException(text(e), e);
  }

  private String text(JsonProcessingException e) {
    if (e instanceof ValueInstantiationException refused && refused.getCause() != null) {
      return refusal(path(refused), refused.getCause().getMessage());
    }
    if (e instanceof MismatchedInputException mismatch) {
      List<String> path = path(mismatch);
      return "%s: %s: key %s %s"
          .formatted(source, place(path), String.join(".", path), rule(path, mismatch));
    }
    return "%s: %s".formatted(source, firstLine(e.getOriginalMessage()));
  }

  /**
   * A constructor's own words, which begin with the key at fault where there is one, dotted if it
   * is one of a map.
   */
  private String refusal(List<String> group, String message) {
    return "%s: %s: %s".formatted(source, place(refusedPath(group, message)), message);
  }

  private static List<String> refusedPath(List<String> group, String message) {
    String key = message.split("[ :]", 2)[0];
    return Stream.concat(group.stream(), Stream.of(key.split("\\."))).toList();
  }

  /** Whether a key has the value of those that the file leaves out. */
  private boolean isLeftOut(List<String> path) {
    return !isMissing(path)
        && lines.line(pointer(path)).isEmpty()
        && !overridden.contains(String.join(".", path));
  }

  private String rule(List<String> path, MismatchedInputException e) {
    if (isMissing(path)) {
      return "is missing";
    }
    JsonNode value = tree.at(pointer(path));
    if (value.isNull()) {
      return "must have a value";
    }
    return "must be %s, got %s"
        .formatted(type(e.getTargetType()), value.isTextual() ? value.asText() : value);
  }

  private boolean isMissing(List<String> path) {
    return tree.at(pointer(path)).isMissingNode();
  }

  private static String type(@Nullable Class<?> type) {
    if (type == null) {
      return "of another type";
    }
    if (Choice.isChoice(type)) {
      return "a group with one key of "
          + Choice.of(type).stream().map(Choice::key).collect(Collectors.joining(", "));
    }
    return (type.isEnum() ? "one of " : "of type ") + ConfigKeys.type(type);
  }

  private String place(List<String> path) {
    if (overridden.contains(String.join(".", path))) {
      return "--set " + String.join(".", path);
    }
    for (int length = path.size(); length > 0; length--) {
      OptionalInt line = lines.line(pointer(path.subList(0, length)));
      if (line.isPresent()) {
        return "line " + line.getAsInt();
      }
    }
    return "top level";
  }

  private static List<String> path(JsonMappingException e) {
    return e.getPath().stream()
        .map(step -> step.getFieldName() == null ? "" + step.getIndex() : step.getFieldName())
        .toList();
  }

  private static String pointer(List<String> path) {
    StringBuilder pointer = new StringBuilder();
    path.forEach(step -> pointer.append('/').append(step.replace("~", "~0").replace("/", "~1")));
    return pointer.toString();
  }

  private static String firstLine(String message) {
    return message.lines().findFirst().orElse(message);
  }
}
