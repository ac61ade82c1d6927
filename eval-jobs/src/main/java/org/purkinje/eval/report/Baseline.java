package org.purkinje.eval.report;

import java.util.Set;

/** Methods that use nothing of the window, and what a model must beat. */
final class Baseline {

  private static final Set<String> NAMES = Set.of("train-mean", "hold-calibration");

  /** Of controls whose features have changed places. */
  static final String SHUFFLED = "-shuffled";

  private Baseline() {}

  static boolean isBaseline(String method) {
    return NAMES.contains(method) || method.endsWith(SHUFFLED);
  }
}
