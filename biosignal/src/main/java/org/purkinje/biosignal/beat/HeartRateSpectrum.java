package org.purkinje.biosignal.beat;

import java.util.List;
import java.util.Optional;
import org.purkinje.biosignal.statistics.LombScargle;

/**
 * Heart rate variability in the frequency domain, of the NN intervals of {@link NnIntervals} at the
 * instants where they end, as uneven as they are.
 *
 * @param lfMs2 power from 0.04 to 0.15 Hz, ms²
 * @param hfMs2 power from 0.15 to 0.4 Hz, ms²
 */
public record HeartRateSpectrum(double lfMs2, double hfMs2) {

  /** Column names, in the order of {@link #toArray()}. */
  public static final List<String> NAMES = List.of("lf_ms2", "hf_ms2", "lf_over_hf");

  /**
   * The shortest span of which LF can be told, s: about two minutes (Task Force of the ESC and
   * NASPE 1996).
   */
  public static final double MIN_SECONDS = 120;

  private static final double LF_FROM_HZ = 0.04;
  private static final double HF_FROM_HZ = 0.15;
  private static final double HF_TO_HZ = 0.4;

  /**
   * Empty wherever {@link HeartRateVariability#of} is.
   *
   * @param rPeaks of one span of at least {@link #MIN_SECONDS} without gaps, samples, ascending
   * @param fs sampling frequency, Hz
   */
  public static Optional<HeartRateSpectrum> of(int[] rPeaks, double fs) {
    if (HeartRateVariability.of(rPeaks, fs).isEmpty()) {
      return Optional.empty();
    }
    NnIntervals intervals = NnIntervals.of(rPeaks, fs);
    LombScargle spectrum = LombScargle.of(intervals.normalAtSeconds(), intervals.normalMs());
    return Optional.of(
        new HeartRateSpectrum(
            spectrum.power(LF_FROM_HZ, HF_FROM_HZ), spectrum.power(HF_FROM_HZ, HF_TO_HZ)));
  }

  /** Shape [3], in the order of {@link #NAMES}. */
  public double[] toArray() {
    return new double[] {lfMs2, hfMs2, lfMs2 / hfMs2};
  }
}
