package org.purkinje.models.training;

import java.io.Serializable;
import java.util.Map;
import java.util.TreeMap;
import org.purkinje.models.layer.Arithmetic;

/**
 * A model and how it is trained, as text and numbers, so that it can go wherever its objective is
 * on the class path.
 *
 * @param run names the run in {@link StepLosses}
 * @param objective registered type, e.g. {@code m2ae}
 * @param settings of the objective
 * @param seed what the starting values are drawn from
 * @param arithmetic where and in which precision a step is computed
 * @param accumulateBatches equal parts of a step's windows whose gradients are computed one after
 *     another and averaged, at least 1: a step then needs the memory of one part
 */
public record TrainingSpec(
    String run,
    String objective,
    Map<String, String> settings,
    long seed,
    Optimiser optimiser,
    Arithmetic arithmetic,
    int accumulateBatches)
    implements Serializable {

  public TrainingSpec {
    settings = new TreeMap<>(settings);
    if (accumulateBatches < 1) {
      throw new IllegalArgumentException(
          "accumulate-batches must be at least 1, got " + accumulateBatches);
    }
  }

  /** Of a model that is trained on the processor in float32, each batch at once. */
  public TrainingSpec(
      String run, String objective, Map<String, String> settings, long seed, Optimiser optimiser) {
    this(run, objective, settings, seed, optimiser, Arithmetic.PLAIN, 1);
  }

  /** The objective that type and settings stand for. */
  public TorchObjective make() {
    return ObjectiveFactory.create(objective, settings);
  }
}
