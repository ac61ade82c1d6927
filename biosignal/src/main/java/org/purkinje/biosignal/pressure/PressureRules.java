package org.purkinje.biosignal.pressure;

import org.purkinje.biosignal.window.WindowRule;

/**
 * Thresholds of the {@link WindowRule}s.
 *
 * @param longestAbpFlatSeconds longest run of steps below {@code abpStepMmhg}, s
 * @param abpStepMmhg a smaller change from sample to sample is no change
 * @param fewestAbpBeats fewest ABP beats
 * @param lowestSbpMmhg lowest SBP
 * @param highestSbpMmhg highest SBP
 * @param lowestDbpMmhg lowest DBP
 * @param highestDbpMmhg highest DBP
 * @param lowestPulsePressureMmhg lowest SBP minus DBP
 * @param highestPulsePressureMmhg highest SBP minus DBP
 * @param lowestUpstrokeMmhgPerSecond lowest of the largest dP/dt
 * @param lowestSd an ECG or PPG window with a smaller SD is flat, in the signal's unit
 * @param fewestBeats fewest R peaks, and fewest pulses
 * @param largestRateDifference largest difference of the median RR and pulse intervals, as a share
 *     of the former
 * @param fewestTemplatePulses fewest pulses that lie wholly in the window
 * @param shortestTemplateSamples shortest median pulse, samples at 125 Hz
 * @param lowestTemplateCorrelation lowest mean correlation of the pulses with their mean
 * @param shortestPatSeconds shortest pulse arrival time, s
 * @param longestPatSeconds longest pulse arrival time, s
 * @param fewestPats fewest pulse arrival times
 */
public record PressureRules(
    double longestAbpFlatSeconds,
    double abpStepMmhg,
    int fewestAbpBeats,
    double lowestSbpMmhg,
    double highestSbpMmhg,
    double lowestDbpMmhg,
    double highestDbpMmhg,
    double lowestPulsePressureMmhg,
    double highestPulsePressureMmhg,
    double lowestUpstrokeMmhgPerSecond,
    double lowestSd,
    int fewestBeats,
    double largestRateDifference,
    int fewestTemplatePulses,
    int shortestTemplateSamples,
    double lowestTemplateCorrelation,
    double shortestPatSeconds,
    double longestPatSeconds,
    int fewestPats) {

  public PressureRules {
    ordered("SBP limits", lowestSbpMmhg, highestSbpMmhg);
    ordered("DBP limits", lowestDbpMmhg, highestDbpMmhg);
    ordered("pulse pressure limits", lowestPulsePressureMmhg, highestPulsePressureMmhg);
    ordered("pulse arrival limits", shortestPatSeconds, longestPatSeconds);
    atLeast("ABP beats", fewestAbpBeats, 1);
    atLeast("beats", fewestBeats, 2);
    atLeast("template pulses", fewestTemplatePulses, 1);
    atLeast("template samples", shortestTemplateSamples, 2);
    atLeast("pulse arrival times", fewestPats, 1);
  }

  /** The limits of the calibrated blood pressure protocol, pulse arrival up to 0.5 s. */
  public static PressureRules published() {
    return new PressureRules(
        0.5, 0.2, 5, 60, 240, 30, 140, 15, 150, 250, 1e-9, 5, 0.1, 4, 20, 0.8, 0.08, 0.5, 4);
  }

  /** The same rules with another {@link #longestPatSeconds()}. */
  public PressureRules withLongestPatSeconds(double seconds) {
    return new PressureRules(
        longestAbpFlatSeconds,
        abpStepMmhg,
        fewestAbpBeats,
        lowestSbpMmhg,
        highestSbpMmhg,
        lowestDbpMmhg,
        highestDbpMmhg,
        lowestPulsePressureMmhg,
        highestPulsePressureMmhg,
        lowestUpstrokeMmhgPerSecond,
        lowestSd,
        fewestBeats,
        largestRateDifference,
        fewestTemplatePulses,
        shortestTemplateSamples,
        lowestTemplateCorrelation,
        shortestPatSeconds,
        seconds,
        fewestPats);
  }

  private static void ordered(String what, double low, double high) {
    if (!(low <= high)) {
      throw new IllegalArgumentException(
          "%s must be in ascending order, got %s and %s".formatted(what, low, high));
    }
  }

  private static void atLeast(String what, int count, int least) {
    if (count < least) {
      throw new IllegalArgumentException(
          "fewest %s must be at least %d, got %d".formatted(what, least, count));
    }
  }
}
