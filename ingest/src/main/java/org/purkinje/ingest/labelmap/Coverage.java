package org.purkinje.ingest.labelmap;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.purkinje.ingest.labelmap.LabelMap.Verdict;

/**
 * What a map makes of the codes of a corpus.
 *
 * @param uses every code of the map's system in the corpus, each once
 */
public record Coverage(LabelMap map, String corpus, List<CodeUse> uses) {

  private static final int NAMED_IN_ERRORS = 10;

  /** Corpus and map, as in {@code task_labels.scope}. */
  public String scope() {
    return scope(corpus, map.name());
  }

  public static String scope(String corpus, String map) {
    return corpus + "/" + map;
  }

  public long labels() {
    return uses.stream().mapToLong(CodeUse::labels).sum();
  }

  public long labels(Verdict verdict) {
    return of(verdict).mapToLong(CodeUse::labels).sum();
  }

  public long codes(Verdict verdict) {
    return of(verdict).count();
  }

  /** Codes that are neither mapped nor ignored, most labels first. */
  public List<CodeUse> unmapped() {
    return of(Verdict.UNMAPPED)
        .sorted(Comparator.comparingLong(CodeUse::labels).reversed().thenComparing(CodeUse::code))
        .toList();
  }

  /**
   * @param maxUnmappedRatio largest share of labels without class or reason, 0 to 1
   * @throws IllegalStateException if there are more
   */
  public void requireFewUnmapped(double maxUnmappedRatio) {
    long unmapped = labels(Verdict.UNMAPPED);
    if (unmapped > maxUnmappedRatio * labels()) {
      throw new IllegalStateException(
          "%s: %,d of %,d %s have codes that the map does not know, more than max-unmapped-ratio %s allows; give each a class or a reason to ignore it in %s: %s"
              .formatted(
                  scope(),
                  unmapped,
                  labels(),
                  map.unit(),
                  maxUnmappedRatio,
                  LabelMap.file(map.name()),
                  codes(unmapped())));
    }
  }

  private static String codes(List<CodeUse> uses) {
    String first =
        uses.stream()
            .limit(NAMED_IN_ERRORS)
            .map(use -> "%s (%,d)".formatted(use.code(), use.labels()))
            .collect(Collectors.joining(", "));
    int more = uses.size() - NAMED_IN_ERRORS;
    return more > 0 ? "%s and %,d more".formatted(first, more) : first;
  }

  private Stream<CodeUse> of(Verdict verdict) {
    return uses.stream().filter(use -> map.verdict(use.code()) == verdict);
  }
}
