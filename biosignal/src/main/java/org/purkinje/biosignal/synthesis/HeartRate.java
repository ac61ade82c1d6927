package org.purkinje.biosignal.synthesis;

/**
 * Mean and variability of a subject's sinus rhythm; the RR spectrum has two Gaussian bands of 0.01
 * Hz standard deviation (McSharry et al. 2003, section III-B).
 *
 * @param meanRrSeconds mean RR interval, s
 * @param sdRrSeconds standard deviation of RR intervals, s
 * @param lowFrequencyHz centre of the band of the Mayer waves, Hz
 * @param respirationHz centre of the band of the respiratory sinus arrhythmia, Hz
 * @param lowToHighRatio power of the low band over power of the respiratory band
 */
public record HeartRate(
    double meanRrSeconds,
    double sdRrSeconds,
    double lowFrequencyHz,
    double respirationHz,
    double lowToHighRatio) {

  static final double BAND_WIDTH_HZ = 0.01;

  /** RR interval for unit-variance values of the two bands, s; at least 0.35 s. */
  double rrSeconds(double lowBand, double respirationBand) {
    double lowGain = Math.sqrt(lowToHighRatio / (1 + lowToHighRatio));
    double highGain = Math.sqrt(1 / (1 + lowToHighRatio));
    double deviation = lowGain * lowBand + highGain * respirationBand;
    return Math.max(0.35, meanRrSeconds + sdRrSeconds * deviation);
  }
}
