package org.purkinje.biosignal.synthesis;

/**
 * Shape of a pulse in PPG or ABP: upstroke to the systolic peak, fall to the notch, diastolic wave,
 * run-off. Times count from the start of the upstroke and hold at the subject's set-point pressure.
 *
 * @param riseSeconds time of the systolic peak, s
 * @param notchSeconds time of the notch, s
 * @param notchLevel height of the notch, 0 at the end of the pulse, 1 at the systolic peak
 * @param diastolicSeconds time of the diastolic peak, s
 * @param diastolicLevel height of the diastolic peak, at least {@code notchLevel}
 */
public record PulseMorphology(
    double riseSeconds,
    double notchSeconds,
    double notchLevel,
    double diastolicSeconds,
    double diastolicLevel) {

  public PulseMorphology {
    boolean ordered =
        0 < riseSeconds && riseSeconds < notchSeconds && notchSeconds < diastolicSeconds;
    if (!ordered) {
      throw new IllegalArgumentException(
          "pulse times must rise from 0 over peak and notch to the diastolic wave, got %s, %s, %s"
              .formatted(riseSeconds, notchSeconds, diastolicSeconds));
    }
    if (!(0 < notchLevel && notchLevel <= diastolicLevel && diastolicLevel < 1)) {
      throw new IllegalArgumentException(
          "pulse levels must be 0 < notch <= diastolic < 1, got %s and %s"
              .formatted(notchLevel, diastolicLevel));
    }
  }
}
