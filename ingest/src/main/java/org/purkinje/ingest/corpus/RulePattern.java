package org.purkinje.ingest.corpus;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;

/** What a regular expression in a corpus description must be. */
public final class RulePattern {

  private RulePattern() {}

  /**
   * @param key the key that holds it
   * @throws IllegalArgumentException if it is no regular expression
   */
  static Pattern compiled(String key, String pattern) {
    try {
      return Pattern.compile(pattern);
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(
          "%s must be a regular expression, got %s: %s".formatted(key, pattern, e.getDescription()),
          e);
    }
  }

  /**
   * @throws IllegalArgumentException if it is no regular expression or has no group whose text
   *     could be taken
   */
  static void requireGroup(String key, String pattern) {
    if (compiled(key, pattern).matcher("").groupCount() == 0) {
      throw new IllegalArgumentException("%s must have a group, got %s".formatted(key, pattern));
    }
  }

  /** First group of every text that the pattern fits as a whole. */
  public static Stream<String> firstGroups(String pattern, List<String> texts) {
    Pattern compiled = Pattern.compile(pattern);
    return texts.stream()
        .map(text -> compiled.matcher(text.strip()))
        .filter(Matcher::matches)
        .map(matcher -> matcher.group(1));
  }
}
