package org.purkinje.biosignal.quality;

import java.util.Locale;

/** A reason to refuse a window; thresholds are in {@link WindowRules}. */
public enum WindowRule {
  GAP("no sample of the signals asked for is missing"),
  ABP_FLAT("ABP does not stand still too long"),
  ABP_BEATS("ABP has enough beats"),
  ABP_RANGE("SBP, DBP and pulse pressure are within physiological limits"),
  ABP_DAMPED("ABP rises steeply enough, so the catheter is not damped"),
  ECG_FLAT("ECG is not constant"),
  PPG_FLAT("PPG is not constant"),
  BEATS("ECG and PPG have enough beats, and enough whole pulses of enough length"),
  HR_MISMATCH("ECG and PPG agree on the heart rate"),
  PPG_TEMPLATE("pulses resemble their mean"),
  PAT("enough pulses arrive in time after an R peak");

  private final String text;

  WindowRule(String text) {
    this.text = text;
  }

  /** What a good window fulfils, in one line. */
  public String text() {
    return text;
  }

  /** The name in tables and reports, e.g. {@code abp flat}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
