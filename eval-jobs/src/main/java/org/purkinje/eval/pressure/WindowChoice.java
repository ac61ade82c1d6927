package org.purkinje.eval.pressure;

import java.util.Locale;

/** Which windows a feature set is graded on. */
public enum WindowChoice {
  /** Those that pass the rules that the feature set itself needs. */
  ELIGIBLE,
  /** Those that pass the rules of every feature set of the evaluation. */
  COMMON;

  /** The name in tables, e.g. {@code common}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
