package org.purkinje.eval.report;

import java.util.Set;
import org.purkinje.eval.pressure.Method;

/** Methods that use nothing of the window, and what a model must beat. */
final class Baseline {

  private static final Set<String> NAMES =
      Set.of(Method.TRAIN_MEAN.label(), Method.HOLD_CALIBRATION.label());

  /** Of controls whose features have changed places. */
  static final String SHUFFLED = "-shuffled";

  private Baseline() {}

  static boolean isBaseline(String method) {
    return NAMES.contains(method) || method.endsWith(SHUFFLED);
  }
}
