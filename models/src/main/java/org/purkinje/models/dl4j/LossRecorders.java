package org.purkinje.models.dl4j;

import java.util.Optional;

/** The recorders in use, by thread. */
public final class LossRecorders {

  private static final ThreadLocal<Optional<LossRecorder>> THREAD =
      ThreadLocal.withInitial(Optional::empty);

  private static final LossRecorder NONE = losses -> {};

  private LossRecorders() {}

  /** Takes the losses of steps on the calling thread from now on. */
  public static void useInThisThread(LossRecorder recorder) {
    THREAD.set(Optional.of(recorder));
  }

  /** Forgets the recorder of the calling thread. */
  public static void forgetThisThread() {
    THREAD.remove();
  }

  /** The recorder of the calling thread; one that drops everything if none was given. */
  public static LossRecorder current() {
    return THREAD.get().orElse(NONE);
  }
}
