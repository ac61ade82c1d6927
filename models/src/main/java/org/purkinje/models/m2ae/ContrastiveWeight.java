package org.purkinje.models.m2ae;

import java.io.Serializable;
import org.purkinje.models.training.TrainingStep;

/**
 * Weight λ of the contrastive terms, and the steps that have them: it rises linearly from 0 and
 * stays.
 *
 * @param peak weight after the warm-up
 * @param warmup share of the training's steps in which it rises, 0 to 1
 * @param interval steps from one with contrastive terms to the next; 1: every step has them
 */
public record ContrastiveWeight(double peak, double warmup, int interval) implements Serializable {

  public ContrastiveWeight {
    if (!(peak >= 0)) {
      throw new IllegalArgumentException("contrastive-weight must be at least 0, got " + peak);
    }
    if (!(warmup >= 0 && warmup <= 1)) {
      throw new IllegalArgumentException("contrastive-warmup must be 0 to 1, got " + warmup);
    }
    if (interval < 1) {
      throw new IllegalArgumentException(
          "contrastive-interval must be at least 1, got " + interval);
    }
  }

  /** Whether a step has contrastive terms; a measurement has them always. */
  boolean isIn(TrainingStep step) {
    return !step.isTraining() || step.step() % interval == 0;
  }

  /** In single precision, as it always was: equal trainings end with equal parameters. */
  double at(TrainingStep step) {
    return (float)
        (step.isBefore(warmup) ? peak * ((double) step.step() / step.stepsOf(warmup)) : peak);
  }
}
