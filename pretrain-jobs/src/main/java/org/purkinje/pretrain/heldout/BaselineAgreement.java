package org.purkinje.pretrain.heldout;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.purkinje.models.baseline.ConditionalMean;
import org.purkinje.models.baseline.LinearInterpolation;
import org.purkinje.models.baseline.MaskedSignal;
import org.purkinje.models.baseline.MeanBeat;
import org.purkinje.models.training.TorchObjective;
import org.purkinje.models.training.TrainingExample;
import org.purkinje.models.training.WindowMean;

/**
 * How answers without a model agree with the patches that an objective hides, weighted as the
 * objective weights its own loss: a mean over the signals of a batch, by the windows that have
 * them.
 */
final class BaselineAgreement {

  /** {@link LinearInterpolation}. */
  static final String LINEAR = "linear-interpolation";

  /** {@link MeanBeat}. */
  static final String MEAN_BEAT = "mean-beat";

  /** {@link ConditionalMean}. */
  static final String CONDITIONAL_MEAN = "conditional-mean";

  private final TorchObjective objective;
  private final OtherPersons others;
  private final Map<String, WindowMean> terms = new TreeMap<>();
  private final Set<String> unanswered = new HashSet<>();

  BaselineAgreement(TorchObjective objective, OtherPersons others) {
    this.objective = objective;
    this.others = others;
  }

  /** Name of the term with the products of target and answer. */
  static String product(String method, String letter) {
    return method + "_product_" + letter;
  }

  /** Name of the term with the squares of the answer. */
  static String square(String method, String letter) {
    return method + "_square_" + letter;
  }

  void add(List<TrainingExample> batch) {
    Map<String, WindowMean> means = new TreeMap<>();
    Map<String, Long> windows = new HashMap<>();
    for (TrainingExample example : batch) {
      Set<String> own = new HashSet<>();
      List<MaskedSignal> window = objective.masked(example);
      Map<String, double[]> conditional = others.conditionalMean().answers(window);
      for (MaskedSignal signal : window) {
        if (signal.hides()) {
          MeanBeat beat = others.meanBeats().get(signal.name());
          add(means, own, LINEAR, signal, LinearInterpolation.answer(signal));
          add(means, own, MEAN_BEAT, signal, beat == null ? null : beat.answer(signal));
          add(means, own, CONDITIONAL_MEAN, signal, conditional.get(signal.name()));
        }
      }
      own.forEach(term -> windows.merge(term, 1L, Long::sum));
    }
    means.forEach(
        (term, mean) ->
            terms.merge(term, new WindowMean(mean.value(), windows.get(term)), WindowMean::and));
  }

  private void add(
      Map<String, WindowMean> means,
      Set<String> own,
      String method,
      MaskedSignal signal,
      double @Nullable [] answer) {
    String product = product(method, signal.term());
    String square = square(method, signal.term());
    if (answer == null) {
      unanswered.addAll(List.of(product, square));
      return;
    }
    MaskedSignal.Agreement agreement = signal.agreement(answer);
    means.merge(product, new WindowMean(agreement.product(), 1), WindowMean::and);
    means.merge(square, new WindowMean(agreement.answerSquare(), 1), WindowMean::and);
    own.add(product);
    own.add(square);
  }

  /** A method is compared only where it has an answer for every signal of a term. */
  Map<String, WindowMean> terms() {
    Map<String, WindowMean> compared = new TreeMap<>(terms);
    compared.keySet().removeAll(unanswered);
    return compared;
  }
}
