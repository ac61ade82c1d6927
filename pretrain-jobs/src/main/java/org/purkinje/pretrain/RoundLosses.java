package org.purkinje.pretrain;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.purkinje.models.dl4j.StepLosses;

/**
 * The losses of one round.
 *
 * @param windows windows that were trained on, counted where it happened
 * @param terms mean over the round's steps, weighted by windows
 */
record RoundLosses(long windows, Map<String, Double> terms) {

  /**
   * @param unordered the steps in the order in which the workers happened to report
   */
  static RoundLosses of(List<StepLosses> unordered) {
    // One order of summation, so that the same round gives the same digits.
    List<StepLosses> steps =
        unordered.stream()
            .sorted(
                Comparator.comparingInt(StepLosses::iteration)
                    .thenComparingDouble(StepLosses::total))
            .toList();
    long windows = steps.stream().mapToLong(StepLosses::windows).sum();
    Map<String, Double> sums = new TreeMap<>();
    for (StepLosses step : steps) {
      sums.merge("loss", step.total() * step.windows(), Double::sum);
      step.terms().forEach((term, value) -> sums.merge(term, value * step.windows(), Double::sum));
    }
    return new RoundLosses(
        windows,
        sums.entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, sum -> sum.getValue() / windows)));
  }
}
