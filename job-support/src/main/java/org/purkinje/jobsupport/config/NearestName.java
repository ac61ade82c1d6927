package org.purkinje.jobsupport.config;

import java.util.Collection;
import java.util.Comparator;

/** The known name closest to a misspelt one, by edit distance. */
public final class NearestName {

  private NearestName() {}

  /**
   * @param known the names there are, not empty
   * @return the known name with the fewest edits to {@code name}; the first in order on a tie
   */
  public static String of(String name, Collection<String> known) {
    return known.stream()
        .min(
            Comparator.<String>comparingInt(k -> distance(name, k))
                .thenComparing(Comparator.naturalOrder()))
        .orElseThrow(() -> new IllegalArgumentException("no names to compare " + name + " with"));
  }

  /** Levenshtein distance: insertions, deletions and substitutions, each counted 1. */
  static int distance(String a, String b) {
    int[] previous = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] current = new int[b.length() + 1];
      current[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int substitution = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        current[j] = Math.min(substitution, 1 + Math.min(previous[j], current[j - 1]));
      }
      previous = current;
    }
    return previous[b.length()];
  }
}
