package org.purkinje.models.dl4j;

import java.util.Optional;
import org.purkinje.models.training.StepLosses;

/**
 * Takes the losses of each training step from {@link TorchLayer}.
 *
 * <p>Where steps run on other machines, losses must travel by something the trainer ships back. On
 * Spark that is an accumulator: code that runs in the task, such as the loader of a batch, calls
 * {@link #useInThisThread} with a recorder that adds to the task's copy of the accumulator.
 */
@FunctionalInterface
public interface LossRecorder {

  void record(StepLosses losses);

  /** Takes the losses of steps on the calling thread from now on, instead of the JVM's recorder. */
  static void useInThisThread(LossRecorder recorder) {
    LossRecorderHolder.THREAD.set(Optional.of(recorder));
  }

  /** Takes the losses of steps on all threads of the JVM that have no recorder of their own. */
  static void useInThisJvm(LossRecorder recorder) {
    LossRecorderHolder.jvm = recorder;
  }

  /** Leaves the calling thread to the JVM's recorder. */
  static void forgetThisThread() {
    LossRecorderHolder.THREAD.remove();
  }

  /** The recorder of the calling thread; one that drops everything if none was given. */
  static LossRecorder current() {
    return LossRecorderHolder.THREAD.get().orElse(LossRecorderHolder.jvm);
  }
}
