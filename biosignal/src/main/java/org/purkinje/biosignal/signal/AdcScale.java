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

  /** Samples that a core's first cache holds while they are gone through three times. */
  private static final int PIECE = 1024;

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
    for (int done = 0; done < count; done += PIECE) {
      piece(digital, missing, from + done, physical, at + done, Math.min(PIECE, count - done));
    }
  }

  private void piece(int[] digital, int missing, int from, double[] physical, int at, int count) {
    // In one loop each division would wait for the one before: the processor's conversion of an
    // integer keeps part of the register that held the last quotient. Apart they take a fifth.
    for (int i = 0; i < count; i++) {
      physical[at + i] = digital[from + i];
    }
    for (int i = at; i < at + count; i++) {
      physical[i] = (physical[i] - baseline) / gain;
    }
    for (int i = 0; i < count; i++) {
      if (digital[from + i] == missing) {
        physical[at + i] = Double.NaN;
      }
    }
  }
}
