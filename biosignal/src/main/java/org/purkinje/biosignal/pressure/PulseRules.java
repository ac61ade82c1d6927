package org.purkinje.biosignal.pressure;

/**
 * Which windows of PPG and ECG show one heart, and pulses that may be measured.
 *
 * @param minSd a PPG with a smaller SD is flat, in its unit
 * @param minBeats fewest R peaks, and fewest pulses
 * @param maxRateDifference largest difference of the median RR and pulse intervals, as a share of
 *     the former
 * @param minTemplatePulses fewest pulses that lie wholly in the window
 * @param minTemplateSamples shortest median pulse, samples at 125 Hz
 * @param minTemplateCorrelation lowest mean correlation of the pulses with their mean
 * @param patSeconds accepted pulse arrival times, s
 * @param minPats fewest pulse arrival times
 */
public record PulseRules(
    double minSd,
    int minBeats,
    double maxRateDifference,
    int minTemplatePulses,
    int minTemplateSamples,
    double minTemplateCorrelation,
    Range patSeconds,
    int minPats) {

  public PulseRules {
    Range.requireAtLeast("beats", minBeats, 2);
    Range.requireAtLeast("template pulses", minTemplatePulses, 1);
    Range.requireAtLeast("template samples", minTemplateSamples, 2);
    Range.requireAtLeast("pulse arrival times", minPats, 1);
  }

  /** The same rules with another longest pulse arrival time, s. */
  PulseRules withMaxPatSeconds(double seconds) {
    return new PulseRules(
        minSd,
        minBeats,
        maxRateDifference,
        minTemplatePulses,
        minTemplateSamples,
        minTemplateCorrelation,
        new Range(patSeconds.min(), seconds),
        minPats);
  }
}
