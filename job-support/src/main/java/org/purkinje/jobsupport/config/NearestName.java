package org.purkinje.jobsupport.config;

import java.util.Collection;
import java.util.Comparator;

/** The known name closest to a misspelt one, by edit distance. */
public final class NearestName {

  private NearestName() {}

  /**
   * @param known the names there are, not empty
   * @return the known name that {@code name} is the whole beginning of, a word or more; else the
   *     one with the fewest edits to it; the first in order on a tie
   */
  public static String of(String name, Collection<String> known) {
    return known.stream()
        .min(
            Comparator.<String>comparingInt(k -> k.startsWith(name + "-") ? 0 : 1)
                .thenComparingInt(k -> distance(name, k))
                .thenComparing(Comparator.naturalOrder()))
        .orElseThrow(() -> new IllegalArgumentException("no names to compare " + name + " with"));
  }

  /**
   * Optimal string alignment distance: insertions, deletions, substitutions and exchanges of two
   * neighbours, each counted 1.
   */
  static int distance(String a, String b) {
    int[][] edits = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        edits[i][j] = i == 0 || j == 0 ? i + j : fewest(edits, a, i, b, j);
      }
    }
    return edits[a.length()][b.length()];
  }

  private static int fewest(int[][] edits, String a, int i, String b, int j) {
    char last = a.charAt(i - 1);
    int substitution = edits[i - 1][j - 1] + (last == b.charAt(j - 1) ? 0 : 1);
    int fewest = Math.min(substitution, 1 + Math.min(edits[i - 1][j], edits[i][j - 1]));
    boolean isExchange =
        i > 1 && j > 1 && last == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
    return isExchange ? Math.min(fewest, edits[i - 2][j - 2] + 1) : fewest;
  }
}
