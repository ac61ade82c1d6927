package org.purkinje.biosignal.signal;

import java.io.Serializable;

/**
 * Maps digital samples to physical units: {@code physical = (digital - baseline) / gain}.
 *
 * @param gain ADC units per physical unit, e.g. 200 adu/mV; finite and non-zero
 * @param baseline sample value in adu that stands for 0 physical units; may lie outside the ADC
 *     range and, other than in WFDB, between two whole numbers
 * @param unit physical unit, e.g. {@code mV} or {@code mmHg}
 * @see <a href="https://physionet.org/physiotools/wag/header-5.htm">WFDB header(5)</a>
 */
public record AdcScale(double gain, double baseline, String unit) implements Serializable {

  public AdcScale {
    if (gain == 0 || !Double.isFinite(gain)) {
      throw new IllegalArgumentException("gain must be finite and non-zero, got " + gain);
    }
  }

  /**
   * Converts one channel.
   *
   * @param digital samples in adu, shape [samples]
   * @param missing the code the storage format uses for a missing sample
   * @return samples in {@link #unit()}, shape [samples]; {@code NaN} where missing
   */
  public double[] toPhysical(int[] digital, int missing) {
    double[] physical = new double[digital.length];
    toPhysical(digital, missing, 0, physical, 0, physical.length);
    return physical;
  }

  /** {@link #toPhysical(int[], int)} of some samples, into another array. */
  public void toPhysical(
      int[] digital, int missing, int from, double[] physical, int at, int count) {
    for (int i = 0; i < count; i++) {
      int sample = digital[from + i];
      physical[at + i] = sample == missing ? Double.NaN : (sample - baseline) / gain;
    }
  }
}
