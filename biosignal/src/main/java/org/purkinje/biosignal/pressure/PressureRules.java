package org.purkinje.biosignal.pressure;

import org.purkinje.biosignal.window.WindowedSignal;

/** Thresholds of the blood pressure protocol. */
public record PressureRules(AbpRules abp, PulseRules pulse) {

  /** The limits of the calibrated blood pressure protocol, pulse arrival up to 0.5 s. */
  public static PressureRules published() {
    return new PressureRules(
        new AbpRules(0.5, 0.2, 5, new Range(60, 240), new Range(30, 140), new Range(15, 150), 250),
        new PulseRules(WindowedSignal.MIN_SD, 5, 0.1, 4, 20, 0.8, new Range(0.08, 0.5), 4));
  }

  /** The same rules with another longest pulse arrival time, s. */
  public PressureRules withMaxPatSeconds(double seconds) {
    return new PressureRules(abp, pulse.withMaxPatSeconds(seconds));
  }
}
