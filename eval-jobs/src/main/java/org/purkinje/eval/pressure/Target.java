package org.purkinje.eval.pressure;

import java.util.Locale;

/** The pressure that is estimated. */
enum Target {
  SBP,
  DBP;

  /** The name in tables, e.g. {@code sbp}. */
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
