package org.purkinje.biosignal.synthesis;

import java.util.Locale;

/** What is wrong with a stretch of a signal. */
public enum FaultKind {
  /** Samples are missing. */
  GAP(true),
  /** An electrode came off; samples are missing to the end. */
  LEAD_OFF(true),
  /** The PPG sensor moves. */
  MOTION(false),
  /** Muscle activity in the ECG. */
  MUSCLE_NOISE(false),
  /** Interference at 50 Hz in the ECG. */
  MAINS_HUM(false);

  private final boolean missing;

  FaultKind(boolean missing) {
    this.missing = missing;
  }

  /** Whether the samples are {@code NaN} under this fault; under no other are they. */
  public boolean missing() {
    return missing;
  }

  /** The name used in truth tables, e.g. {@code lead_off}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
