package org.purkinje.pretrain;

import java.util.Locale;

/** Which of a pretraining's checkpoints is meant. */
public enum CheckpointRole {
  /** The one that it ended with, or has come to. */
  LAST,
  /** The one whose loss on held-out windows is lowest, the earliest of equal ones. */
  BEST;

  /** The column of {@code checkpoints} that marks it. */
  String column() {
    return "is_" + word();
  }

  /** As configs have it. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
