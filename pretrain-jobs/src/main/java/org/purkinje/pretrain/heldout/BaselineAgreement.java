package org.purkinje.pretrain.heldout;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
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

  private final TorchObjective objective;
  private final Map<String, MeanBeat> meanBeats;
  private final Map<String, WindowMean> terms = new TreeMap<>();
  private final Set<String> withoutMeanBeat = new HashSet<>();

  /**
   * @param meanBeats by name of the signal that they are an answer for
   */
  BaselineAgreement(TorchObjective objective, Map<String, MeanBeat> meanBeats) {
    this.objective = objective;
    this.meanBeats = meanBeats;
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
      for (MaskedSignal signal : objective.masked(example)) {
        if (signal.hides()) {
          add(means, own, LINEAR, signal, LinearInterpolation.answer(signal));
          MeanBeat beat = meanBeats.get(signal.name());
          if (beat == null) {
            withoutMeanBeat.add(signal.term());
          } else {
            add(means, own, MEAN_BEAT, signal, beat.answer(signal));
          }
        }
      }
      own.forEach(term -> windows.merge(term, 1L, Long::sum));
    }
    means.forEach(
        (term, mean) ->
            terms.merge(term, new WindowMean(mean.value(), windows.get(term)), WindowMean::and));
  }

  private static void add(
      Map<String, WindowMean> means,
      Set<String> own,
      String method,
      MaskedSignal signal,
      double[] answer) {
    MaskedSignal.Agreement agreement = signal.agreement(answer);
    String product = product(method, signal.term());
    String square = square(method, signal.term());
    means.merge(product, new WindowMean(agreement.product(), 1), WindowMean::and);
    means.merge(square, new WindowMean(agreement.answerSquare(), 1), WindowMean::and);
    own.add(product);
    own.add(square);
  }

  /** A mean beat is compared only where every signal of a term has one. */
  Map<String, WindowMean> terms() {
    Map<String, WindowMean> compared = new TreeMap<>(terms);
    for (String letter : withoutMeanBeat) {
      compared.remove(product(MEAN_BEAT, letter));
      compared.remove(square(MEAN_BEAT, letter));
    }
    return compared;
  }
}
