package org.purkinje.jobsupport.config;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;

/** The line on which each key and list item of a YAML text stands. */
final class YamlLines {

  private final Map<String, Integer> lineByPath = new HashMap<>();

  private YamlLines() {}

  /** Lines up to where the text stops being YAML. */
  static YamlLines of(String yaml) {
    YamlLines lines = new YamlLines();
    try (JsonParser parser = new YAMLFactory().createParser(yaml)) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        JsonPointer path = parser.getParsingContext().pathAsPointer();
        lines.lineByPath.putIfAbsent(path.toString(), parser.getTokenLocation().getLineNr());
      }
    } catch (IOException e) {
      return lines;
    }
    return lines;
  }

  /**
   * @param path JSON pointer, e.g. {@code /channels/0/kind}
   */
  OptionalInt line(String path) {
    Integer line = path.isEmpty() ? null : lineByPath.get(path);
    return line == null ? OptionalInt.empty() : OptionalInt.of(line);
  }
}
