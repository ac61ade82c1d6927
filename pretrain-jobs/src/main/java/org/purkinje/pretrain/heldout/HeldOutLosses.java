package org.purkinje.pretrain.heldout;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.purkinje.models.random.DrawStream;
import org.purkinje.models.training.ObjectiveEvaluation;
import org.purkinje.models.training.ObjectiveFactory;
import org.purkinje.models.training.TrainingExample;
import org.purkinje.models.training.WindowMean;
import org.purkinje.pretrain.shard.BatchReader;
import org.purkinje.pretrain.shard.TrainingWindow;

/**
 * The loss terms of a model on held-out windows, with the same masks each time, so that a curve of
 * them shows the model alone.
 *
 * @param objective registered type, e.g. {@code m2ae}
 * @param seed of the masks
 */
record HeldOutLosses(String objective, Map<String, String> settings, long seed)
    implements Serializable {

  /**
   * The mean of each term over the windows that have it, and the loss.
   *
   * @param parameters flat vector of the model
   */
  Map<String, WindowMean> of(HeldOutWindows windows, float[] parameters) {
    Map<String, WindowMean> means = new TreeMap<>();
    windows
        .forEach(parameters, this::losses)
        .forEach(batch -> batch.forEach((term, mean) -> means.merge(term, mean, WindowMean::and)));
    return means;
  }

  private Map<String, WindowMean> losses(float[] parameters, List<TrainingWindow> windows) {
    List<TrainingExample> examples =
        windows.stream()
            .map(
                window ->
                    BatchReader.example(window, DrawStream.windowSeed(seed, window.windowKey())))
            .toList();
    try (ObjectiveEvaluation evaluation =
        new ObjectiveEvaluation(ObjectiveFactory.create(objective, settings), parameters)) {
      return evaluation.losses(examples);
    }
  }
}
