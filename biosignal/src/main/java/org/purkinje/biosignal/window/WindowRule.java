package org.purkinje.biosignal.window;

import java.util.Locale;
import org.purkinje.biosignal.signal.SignalKind;

/** A reason to refuse a window; of one signal, of ECG and PPG together, or of ABP. */
public enum WindowRule {
  /** The record has no such signal. */
  ABSENT("absent"),
  /** The signal is there, samples of this window are not. */
  GAP("gap"),
  FLAT("flat"),
  ABP_FLAT("flat"),
  ABP_BEATS("beats too few"),
  ABP_RANGE("out of range"),
  ABP_DAMPED("damped"),
  ECG_FLAT("flat"),
  PPG_FLAT("flat"),
  BEATS("beats too few"),
  QUALITY("beats unlike each other"),
  NOISE("noisy between beats"),
  CLIPPED("clipped"),
  HR_MISMATCH("rates apart"),
  PPG_TEMPLATE("pulses unlike their mean"),
  PAT("pulse arrivals too few");

  private final String heading;

  WindowRule(String heading) {
    this.heading = heading;
  }

  /** The rule that a flat signal of a kind breaks. */
  static WindowRule flat(SignalKind kind) {
    return switch (kind) {
      case ECG -> ECG_FLAT;
      case PPG -> PPG_FLAT;
      case ABP -> ABP_FLAT;
      case RESP, TIME, OTHER -> FLAT;
    };
  }

  /** What is said of the signal, e.g. {@code flat}. */
  String heading() {
    return heading;
  }

  /** The name in tables and reports, e.g. {@code abp flat}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
