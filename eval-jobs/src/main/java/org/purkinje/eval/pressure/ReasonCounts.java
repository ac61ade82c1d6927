package org.purkinje.eval.pressure;

import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.purkinje.jobsupport.table.AccountingReasonsTable.Outcome;

/** How many windows of each corpus are left out, by reason; each reason is counted by itself. */
final class ReasonCounts {

  /**
   * @param text e.g. {@code reference refused: abp flat}
   */
  record Reason(Outcome outcome, String text) {}

  private static final Comparator<Reason> IN_ORDER =
      Comparator.comparing(Reason::outcome).thenComparing(Reason::text);

  private final SortedMap<String, SortedMap<Reason, Long>> countsByCorpus = new TreeMap<>();

  void add(String corpus, Outcome outcome, String reason, long windows) {
    if (windows > 0) {
      countsByCorpus
          .computeIfAbsent(corpus, c -> new TreeMap<>(IN_ORDER))
          .merge(new Reason(outcome, reason), windows, Long::sum);
    }
  }

  void exclude(List<PressureWindow> windows, String reason) {
    windows.forEach(window -> add(window.corpus(), Outcome.EXCLUDED, reason, 1));
  }

  /** Excludes those that are not kept. */
  void excludeUnless(Predicate<PressureWindow> kept, List<PressureWindow> windows, String reason) {
    exclude(windows.stream().filter(kept.negate()).toList(), reason);
  }

  /** Counts of one corpus. */
  Map<Reason, Long> of(String corpus) {
    return countsByCorpus.getOrDefault(corpus, Collections.emptySortedMap());
  }

  long total(String corpus, Outcome outcome) {
    return of(corpus).entrySet().stream()
        .filter(count -> count.getKey().outcome() == outcome)
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  ReasonCounts copy() {
    ReasonCounts copy = new ReasonCounts();
    countsByCorpus.forEach(
        (corpus, counts) ->
            counts.forEach((reason, n) -> copy.add(corpus, reason.outcome(), reason.text(), n)));
    return copy;
  }
}
