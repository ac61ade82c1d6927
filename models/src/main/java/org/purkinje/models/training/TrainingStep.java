package org.purkinje.models.training;

/**
 * How far a training is.
 *
 * @param step steps that the model has done before, from 0
 * @param steps steps of the whole training; 0 if it has no end
 * @param isTraining whether the model learns from the batch: of a batch that it is only measured on
 *     nothing is augmented or dropped
 */
public record TrainingStep(long step, long steps, boolean isTraining) {

  /** Outside training: as at its end. */
  public static final TrainingStep DONE = new TrainingStep(0, 0, false);

  /** A step that the model learns from. */
  public TrainingStep(long step, long steps) {
    this(step, steps, true);
  }

  /** Whether less than a share of the steps is done; never where there is no end. */
  public boolean isBefore(double share) {
    return step < stepsOf(share);
  }

  /** Steps in a share of them all. */
  public long stepsOf(double share) {
    return Math.round(share * steps);
  }
}
