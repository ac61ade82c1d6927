package org.purkinje.biosignal.signal;

import java.util.Locale;

/** The quantity a signal measures. */
public enum SignalKind {
  ECG,
  PPG,
  ABP,
  RESP,
  /** Times of the samples of the other channels, where the clock is uneven. */
  TIME,
  OTHER;

  /** The name used in tables and configs, e.g. {@code ecg}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * @throws IllegalArgumentException if no kind has this {@link #label()}
   */
  public static SignalKind ofLabel(String label) {
    for (SignalKind kind : values()) {
      if (kind.label().equals(label)) {
        return kind;
      }
    }
    throw new IllegalArgumentException(
        "signal kind must be ecg, ppg, abp, resp, time or other, got " + label);
  }
}
