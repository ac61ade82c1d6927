package org.purkinje.biosignal.synthesis;

/**
 * Everything about a subject that does not change during the recording.
 *
 * @param index place of the subject in the corpus, from 0
 * @param ageYears age, 18 to 90
 * @param fibrillates whether the recording holds atrial fibrillation
 * @param persistent whether that fibrillation lasts throughout
 * @param ectopicProbability chance that a sinus beat is followed by a premature one
 * @param ventricularShare share of ventricular beats among the premature ones
 * @param ecg shape of the complexes
 * @param ppg shape of the PPG pulse
 * @param ppgAmplitude height of the PPG pulse at the pressure set point, NU
 * @param abp shape of the ABP pulse
 */
public record SubjectProfile(
    int index,
    Sex sex,
    double ageYears,
    HeartRate heartRate,
    boolean fibrillates,
    boolean persistent,
    double ectopicProbability,
    double ventricularShare,
    EcgMorphology ecg,
    PulseMorphology ppg,
    double ppgAmplitude,
    PulseMorphology abp,
    PressureProfile pressure,
    PulseArrival arrival) {

  /** Sex as WFDB headers and corpora code it. */
  public enum Sex {
    FEMALE,
    MALE
  }
}
