package org.purkinje.models.dl4j;

import org.purkinje.models.training.StepLosses;

/**
 * Takes the losses of each training step from {@link TorchLayer}.
 *
 * <p>Where steps run on other machines, losses must travel by something the trainer ships back. On
 * Spark that is an accumulator: code that runs in the task, such as the loader of a batch, calls
 * {@link LossRecorders#useInThisThread} with a recorder that adds to the task's copy of the
 * accumulator.
 */
@FunctionalInterface
public interface LossRecorder {

  void record(StepLosses losses);
}
