package org.purkinje.biosignal.synthesis;

import java.util.List;

/**
 * Shape of a subject's complexes.
 *
 * @param p atrial wave of a sinus beat
 * @param qrs Q, R and S of a beat conducted from the atria
 * @param t repolarisation of such a beat
 * @param prematureP atrial wave of a premature atrial beat
 * @param ventricular wide complex and its discordant T of a premature ventricular beat
 * @param fibrillationMv standard deviation of the fibrillatory waves in lead II, mV
 * @param fibrillationHz their frequency, Hz
 */
public record EcgMorphology(
    HeartWave p,
    List<HeartWave> qrs,
    HeartWave t,
    HeartWave prematureP,
    List<HeartWave> ventricular,
    double fibrillationMv,
    double fibrillationHz) {

  public EcgMorphology {
    qrs = List.copyOf(qrs);
    ventricular = List.copyOf(ventricular);
  }
}
