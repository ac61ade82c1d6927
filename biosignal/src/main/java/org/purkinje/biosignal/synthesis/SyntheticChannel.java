package org.purkinje.biosignal.synthesis;

import org.purkinje.biosignal.signal.AdcScale;
import org.purkinje.biosignal.signal.SignalKind;

/** The signals of every synthetic recording, in channel order, named as bedside monitors do. */
public enum SyntheticChannel {
  LEAD_II("II", SignalKind.ECG, new AdcScale(400, 0, "mV")),
  LEAD_V("V", SignalKind.ECG, new AdcScale(400, 0, "mV")),
  PPG("PLETH", SignalKind.PPG, new AdcScale(400, -1_000, "NU")),
  ABP("ABP", SignalKind.ABP, new AdcScale(8, -1_100, "mmHg"));

  private final String label;
  private final SignalKind kind;
  private final AdcScale scale;

  SyntheticChannel(String label, SignalKind kind, AdcScale scale) {
    this.label = label;
    this.kind = kind;
    this.scale = scale;
  }

  /** Signal name in files, e.g. {@code PLETH}. */
  public String label() {
    return label;
  }

  public SignalKind kind() {
    return kind;
  }

  /** A scale under which 12 bits hold the signal: 0.0025 mV, 0.0025 NU, 0.125 mmHg per adu. */
  public AdcScale scale() {
    return scale;
  }

  public String unit() {
    return scale.unit();
  }
}
