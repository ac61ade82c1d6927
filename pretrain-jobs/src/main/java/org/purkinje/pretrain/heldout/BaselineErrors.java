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
 * The errors of answers without a model on the patches that an objective hides, weighted as the
 * objective weights its own: a mean over the signals of a batch, by the windows that have them.
 */
final class BaselineErrors {

  /** Begins the term of {@link LinearInterpolation}. */
  static final String LINEAR = "linear_";

  /** Begins the term of {@link MeanBeat}. */
  static final String MEAN_BEAT = "mean_beat_";

  private final TorchObjective objective;
  private final Map<String, MeanBeat> meanBeats;
  private final Map<String, WindowMean> terms = new TreeMap<>();
  private final Set<String> withoutMeanBeat = new HashSet<>();

  /**
   * @param meanBeats by name of the signal that they are an answer for
   */
  BaselineErrors(TorchObjective objective, Map<String, MeanBeat> meanBeats) {
    this.objective = objective;
    this.meanBeats = meanBeats;
  }

  void add(List<TrainingExample> batch) {
    Map<String, WindowMean> linear = new HashMap<>();
    Map<String, WindowMean> meanBeat = new HashMap<>();
    Map<String, Long> windows = new HashMap<>();
    for (TrainingExample example : batch) {
      Set<String> own = new HashSet<>();
      for (MaskedSignal signal : objective.masked(example)) {
        if (signal.hides()) {
          own.add(signal.term());
          add(linear, signal, LinearInterpolation.answer(signal));
          MeanBeat beat = meanBeats.get(signal.name());
          if (beat == null) {
            withoutMeanBeat.add(signal.term());
          } else {
            add(meanBeat, signal, beat.answer(signal));
          }
        }
      }
      own.forEach(term -> windows.merge(term, 1L, Long::sum));
    }
    merge(LINEAR, linear, windows);
    merge(MEAN_BEAT, meanBeat, windows);
  }

  private static void add(Map<String, WindowMean> errors, MaskedSignal signal, double[] answer) {
    errors.merge(signal.term(), new WindowMean(signal.error(answer), 1), WindowMean::and);
  }

  private void merge(String method, Map<String, WindowMean> errors, Map<String, Long> windows) {
    errors.forEach(
        (term, error) ->
            terms.merge(
                method + term, new WindowMean(error.value(), windows.get(term)), WindowMean::and));
  }

  /** A mean beat is compared only where every signal of a term has one. */
  Map<String, WindowMean> terms() {
    Map<String, WindowMean> compared = new TreeMap<>(terms);
    withoutMeanBeat.forEach(term -> compared.remove(MEAN_BEAT + term));
    return compared;
  }
}
