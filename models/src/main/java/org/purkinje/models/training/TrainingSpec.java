package org.purkinje.models.training;

import java.io.Serializable;
import java.util.Map;
import java.util.TreeMap;

/**
 * A model and how it is trained, as text and numbers, so that it can go wherever its objective is
 * on the class path.
 *
 * @param run names the run in {@link StepLosses}
 * @param objective registered type, e.g. {@code m2ae}
 * @param settings of the objective
 * @param seed what the starting values are drawn from
 */
public record TrainingSpec(
    String run, String objective, Map<String, String> settings, long seed, Optimiser optimiser)
    implements Serializable {

  public TrainingSpec {
    settings = new TreeMap<>(settings);
  }

  /** The objective that type and settings stand for. */
  public TorchObjective make() {
    return ObjectiveFactory.create(objective, settings);
  }
}
