package org.purkinje.biosignal.recording;

import java.util.Locale;
import org.purkinje.biosignal.signal.AdcScale;

/** How the numbers of a channel are kept. */
public enum SampleType {
  /** Digital samples in adu, as a converter gave them. */
  INTEGER,

  /**
   * Real numbers, each as the bits of a 32-bit float ({@link Channel#floatBits}), {@code NaN} where
   * missing; of 64-bit sources the nearest one, at most 6e-8 of the value away.
   */
  FLOAT;

  /** The name used in tables, e.g. {@code integer}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * @throws IllegalArgumentException if no type has this {@link #label()}
   */
  public static SampleType ofLabel(String label) {
    for (SampleType type : values()) {
      if (type.label().equals(label)) {
        return type;
      }
    }
    throw new IllegalArgumentException("sample type must be integer or float, got " + label);
  }

  /**
   * @param stored shape [samples]
   * @param missing the stored number that stands for a missing sample
   * @return samples in the scale's unit, shape [samples]; {@code NaN} where missing
   */
  public double[] toPhysical(int[] stored, AdcScale scale, int missing) {
    double[] physical = new double[stored.length];
    toPhysical(stored, scale, missing, 0, physical, 0, physical.length);
    return physical;
  }

  /** {@link #toPhysical(int[], AdcScale, int)} of some samples, into another array. */
  public void toPhysical(
      int[] stored, AdcScale scale, int missing, int from, double[] physical, int at, int count) {
    if (this == INTEGER) {
      scale.toPhysical(stored, missing, from, physical, at, count);
      return;
    }
    for (int i = 0; i < count; i++) {
      physical[at + i] = Float.intBitsToFloat(stored[from + i]);
    }
    for (int i = at; i < at + count; i++) {
      physical[i] = (physical[i] - scale.baseline()) / scale.gain();
    }
  }
}
