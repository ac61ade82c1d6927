package org.purkinje.biosignal.pressure;

/**
 * Which windows of ABP give a reference pressure.
 *
 * @param maxFlatSeconds longest run of steps below {@code minStepMmhg}, s
 * @param minStepMmhg a smaller change from sample to sample is no change
 * @param minBeats fewest beats
 * @param sbpMmhg accepted SBP
 * @param dbpMmhg accepted DBP
 * @param pulsePressureMmhg accepted SBP minus DBP
 * @param minUpstrokeMmhgPerSecond lowest of the largest dP/dt
 */
public record AbpRules(
    double maxFlatSeconds,
    double minStepMmhg,
    int minBeats,
    Range sbpMmhg,
    Range dbpMmhg,
    Range pulsePressureMmhg,
    double minUpstrokeMmhgPerSecond) {

  public AbpRules {
    Range.requireAtLeast("ABP beats", minBeats, 1);
  }
}
