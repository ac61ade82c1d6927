package org.purkinje.pretrain;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.purkinje.models.training.LossTerms;
import org.purkinje.models.training.StepLosses;
import org.purkinje.models.training.WindowMean;

/**
 * The losses of one round.
 *
 * @param windows windows that were trained on, counted where it happened
 * @param terms mean of each term over the round's windows that have it; {@code loss} is what was
 *     minimised
 */
record RoundLosses(long windows, Map<String, WindowMean> terms) {

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
    Map<String, WindowMean> terms = new TreeMap<>();
    for (StepLosses step : steps) {
      terms.merge(LossTerms.TOTAL, new WindowMean(step.total(), step.windows()), WindowMean::and);
      step.terms().forEach((term, mean) -> terms.merge(term, mean, WindowMean::and));
    }
    return new RoundLosses(steps.stream().mapToLong(StepLosses::windows).sum(), terms);
  }
}
