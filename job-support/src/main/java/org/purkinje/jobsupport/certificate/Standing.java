package org.purkinje.jobsupport.certificate;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Whether a pretraining has seen whom its model is graded on. */
public enum Standing {
  DISJOINT,
  SHARED,
  UNKNOWN;

  /** From the column {@code disjoint}. */
  public static Standing ofColumn(@Nullable Boolean disjoint) {
    if (disjoint == null) {
      return UNKNOWN;
    }
    return disjoint ? DISJOINT : SHARED;
  }

  /** The column {@code disjoint}: null if it is not known. */
  @Nullable Boolean column() {
    return this == UNKNOWN ? null : this == DISJOINT;
  }

  /** The word in texts, e.g. {@code shared}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
