package org.purkinje.pretrain;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.purkinje.jobsupport.config.ConfigReader;

/**
 * One combination of a sweep's values.
 *
 * @param values by key, in the sweep's order
 * @param config of its pretraining, which is called {@code NAME-KEY-VALUE…}
 */
record SweepCell(Map<String, String> values, PretrainConfig config) {

  private static final String NAME = "pretraining";

  /** Names of pretrainings are names of folders too. */
  private static final Pattern VALUE = Pattern.compile("[A-Za-z0-9._-]+");

  /**
   * Every combination, the last key's values in turn first.
   *
   * @param base what all have in common
   * @param sweep values by key of {@link PretrainConfig}, dotted within its settings
   * @throws IllegalArgumentException if a key or value is none of a pretraining's
   */
  static List<SweepCell> of(PretrainConfig base, Map<String, List<String>> sweep) {
    List<Map<String, String>> combinations = List.of(Map.of());
    for (Map.Entry<String, List<String>> key : sweep.entrySet()) {
      require(key.getKey(), key.getValue());
      List<Map<String, String>> longer = new ArrayList<>();
      for (Map<String, String> shorter : combinations) {
        for (String value : key.getValue()) {
          Map<String, String> values = new LinkedHashMap<>(shorter);
          values.put(key.getKey(), value);
          longer.add(values);
        }
      }
      combinations = longer;
    }
    return combinations.stream().map(values -> cell(base, values)).toList();
  }

  private static SweepCell cell(PretrainConfig base, Map<String, String> values) {
    StringBuilder name = new StringBuilder(base.pretraining());
    values.forEach((key, value) -> name.append('-').append(key).append('-').append(value));
    Map<String, String> keys = new LinkedHashMap<>(values);
    keys.put(NAME, name.toString());
    return new SweepCell(
        values,
        ConfigReader.parse(
            "sweep of " + base.pretraining(),
            ConfigReader.canonical(base),
            keys,
            PretrainConfig.class));
  }

  private static void require(String key, List<String> values) {
    if (key.equals(NAME)) {
      throw new IllegalArgumentException(
          "sweep: pretraining names the cells, and cannot be swept over");
    }
    if (values.isEmpty()) {
      throw new IllegalArgumentException(
          "sweep: %s must have at least one value, got none".formatted(key));
    }
    for (String value : values) {
      if (!VALUE.matcher(value).matches()) {
        throw new IllegalArgumentException(
            "sweep: values of %s must be numbers or words of letters, digits, . _ -, got %s"
                .formatted(key, value));
      }
    }
    if (values.stream().distinct().count() < values.size()) {
      throw new IllegalArgumentException(
          "sweep: %s must have each value once, got %s".formatted(key, values));
    }
  }
}
