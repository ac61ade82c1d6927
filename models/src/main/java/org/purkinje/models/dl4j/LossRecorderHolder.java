package org.purkinje.models.dl4j;

import java.util.Optional;

/** Where {@link LossRecorder} keeps the recorders in use. */
final class LossRecorderHolder {
  static final ThreadLocal<Optional<LossRecorder>> THREAD =
      ThreadLocal.withInitial(Optional::empty);
  static volatile LossRecorder jvm = losses -> {};

  private LossRecorderHolder() {}
}
