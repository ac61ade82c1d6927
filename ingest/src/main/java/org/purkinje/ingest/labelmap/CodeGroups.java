package org.purkinje.ingest.labelmap;

import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Rules on codes under names: a map's classes, or its reasons to ignore. */
final class CodeGroups {

  private CodeGroups() {}

  /**
   * A copy in the same order.
   *
   * @param key the key that holds the groups
   * @throws IllegalArgumentException if a group has no code, or one that is empty or there twice
   */
  static Map<String, List<String>> checked(String key, Map<String, List<String>> groups) {
    Map<String, List<String>> copy = new LinkedHashMap<>();
    groups.forEach(
        (name, codes) -> {
          if (name.isBlank()) {
            throw new IllegalArgumentException(key + " must have names, got an empty one");
          }
          copy.put(name, checked(key, name, codes));
        });
    return Collections.unmodifiableMap(copy);
  }

  private static List<String> checked(String key, String name, List<String> codes) {
    if (codes.isEmpty()) {
      throw new IllegalArgumentException(
          "%s: %s must list 1 code or more, got none".formatted(key, name));
    }
    Set<String> seen = new HashSet<>();
    for (String code : codes) {
      if (Objects.requireNonNullElse(code, "").isBlank()) {
        throw new IllegalArgumentException(
            "%s: %s must list codes, got an empty one; put ~ and the like in quotes"
                .formatted(key, name));
      }
      if (!code.equals(code.strip())) {
        throw new IllegalArgumentException(
            "%s: %s must list codes without blanks around them, got '%s'"
                .formatted(key, name, code));
      }
      if (!seen.add(code)) {
        throw new IllegalArgumentException(
            "%s: %s must list a code once, got %s twice".formatted(key, name, code));
      }
    }
    return List.copyOf(codes);
  }

  /**
   * @param why why a code may be in one group only
   * @throws IllegalArgumentException if a code is in two groups
   */
  static void requireOneGroupPerCode(String key, String why, Map<String, List<String>> groups) {
    Map<String, String> nameByCode = new HashMap<>();
    groups.forEach(
        (name, codes) ->
            codes.forEach(
                code -> {
                  String earlier = nameByCode.put(code, name);
                  if (earlier != null) {
                    throw new IllegalArgumentException(
                        "%s: %s must be under one name, because %s, got %s and %s"
                            .formatted(key, code, why, earlier, name));
                  }
                }));
  }

  /**
   * @throws IllegalArgumentException if a code has a class and is ignored
   */
  static void requireDisjoint(
      Map<String, List<String>> classes, Map<String, List<String>> ignored) {
    ignored.forEach(
        (reason, codes) ->
            classes.forEach(
                (name, mapped) ->
                    codes.stream()
                        .filter(mapped::contains)
                        .findFirst()
                        .ifPresent(
                            code -> {
                              throw new IllegalArgumentException(
                                  "ignored: %s must be of a class or ignored, got class %s and %s"
                                      .formatted(code, name, reason));
                            })));
  }
}
