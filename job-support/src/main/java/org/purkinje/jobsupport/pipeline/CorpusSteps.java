package org.purkinje.jobsupport.pipeline;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.purkinje.jobsupport.config.NearestName;

/**
 * Makes one step per corpus of each that is {@code for-each: corpora}, and lists of corpora of what
 * stands for them.
 *
 * <p>{@code airflow-dags/purkinje_pipelines.py} makes the same steps.
 */
final class CorpusSteps {

  private static final String EACH = "corpora";
  private static final String LIST = "{corpora}";

  private final List<String> corpora;
  private final Set<String> repeated = new HashSet<>();
  private final List<Step> made = new ArrayList<>();

  private CorpusSteps(List<String> corpora) {
    this.corpora = corpora;
  }

  /**
   * @param corpora of the pipeline; none leaves the steps as they are
   * @throws IllegalArgumentException if a step cannot be meant for each corpus
   */
  static List<Step> of(List<Step> steps, List<String> corpora) {
    if (new HashSet<>(corpora).size() < corpora.size()) {
      throw new IllegalArgumentException("corpora: must name each corpus once, got " + corpora);
    }
    CorpusSteps expanded = new CorpusSteps(corpora);
    steps.forEach(expanded::add);
    return expanded.made;
  }

  private void add(Step step) {
    if (step.forEach().isEmpty()) {
      requireNone(step);
      made.add(
          new Step(
              step.name(),
              step.job(),
              step.config(),
              "",
              withLists(step.set()),
              Map.of(),
              step.after().stream().flatMap(this::all).toList()));
      return;
    }
    require(step);
    repeated.add(step.name());
    for (String corpus : corpora) {
      Map<String, String> set = new LinkedHashMap<>(step.set());
      set.putAll(step.setFor().getOrDefault(corpus, Map.of()));
      set.replaceAll((key, value) -> value.replace("{corpus}", corpus));
      made.add(
          new Step(
              name(step.name(), corpus),
              step.job(),
              step.config(),
              "",
              withLists(set),
              Map.of(),
              step.after().stream().map(before -> paired(before, corpus)).toList()));
    }
  }

  private Map<String, String> withLists(Map<String, String> set) {
    Map<String, String> filled = new HashMap<>(set);
    if (!corpora.isEmpty()) {
      filled.replaceAll((key, value) -> value.equals(LIST) ? corpora.toString() : value);
    }
    return filled;
  }

  private Stream<String> all(String before) {
    return repeated.contains(before)
        ? corpora.stream().map(corpus -> name(before, corpus))
        : Stream.of(before);
  }

  private String paired(String before, String corpus) {
    return repeated.contains(before) ? name(before, corpus) : before;
  }

  private static String name(String step, String corpus) {
    return step + "-" + corpus;
  }

  private static void requireNone(Step step) {
    if (!step.setFor().isEmpty()) {
      throw new IllegalArgumentException(
          "steps: %s has set-for, but not for-each: corpora".formatted(step.name()));
    }
  }

  private void require(Step step) {
    if (!step.forEach().equals(EACH)) {
      throw new IllegalArgumentException(
          "steps: for-each of %s must be corpora, got %s".formatted(step.name(), step.forEach()));
    }
    if (corpora.isEmpty()) {
      throw new IllegalArgumentException(
          "corpora: must name one or more, as the step %s is for each".formatted(step.name()));
    }
    for (String corpus : step.setFor().keySet()) {
      if (!corpora.contains(corpus)) {
        throw new IllegalArgumentException(
            "steps: set-for of %s: no corpus %s, did you mean %s?"
                .formatted(step.name(), corpus, NearestName.of(corpus, corpora)));
      }
    }
  }
}
