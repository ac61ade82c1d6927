package org.purkinje.biosignal.recording;

import java.io.Serializable;
import org.purkinje.biosignal.signal.AdcScale;

/**
 * A channel of a record as its file describes it.
 *
 * @param name as in the file, e.g. {@code MLII}; empty where the file has none
 * @param fs sampling frequency, Hz
 * @param scale gain, baseline and unit, which apply to stored numbers of either type
 * @param missingCode integer that stands for a missing sample; of {@link SampleType#FLOAT} the bits
 *     of {@code NaN}
 */
public record Channel(String name, double fs, AdcScale scale, SampleType type, int missingCode)
    implements Serializable {

  /** Bits of the {@code NaN} that stands for a missing number. */
  public static final int MISSING_FLOAT = Float.floatToRawIntBits(Float.NaN);

  public Channel {
    if (!(fs > 0) || !Double.isFinite(fs)) {
      throw new IllegalArgumentException("fs must be above 0 Hz and finite, got " + fs);
    }
  }

  /** A channel of integers. */
  public static Channel ofIntegers(String name, double fs, AdcScale scale, int missingCode) {
    return new Channel(name, fs, scale, SampleType.INTEGER, missingCode);
  }

  /** A channel of real numbers. */
  public static Channel ofFloats(String name, double fs, AdcScale scale) {
    return new Channel(name, fs, scale, SampleType.FLOAT, MISSING_FLOAT);
  }

  /** The number as a channel of {@link SampleType#FLOAT} keeps it; one bit pattern for all NaN. */
  public static int floatBits(double number) {
    return Float.floatToIntBits((float) number);
  }
}
