package org.purkinje.biosignal.signal;

/** Which sampling frequencies a device may have; what files state is taken as it comes. */
public final class SamplingFrequency {

  /** A sample in 100 s, Hz. */
  public static final double MIN_HZ = 0.01;

  /** A million samples a second, Hz. */
  public static final double MAX_HZ = 1e6;

  private SamplingFrequency() {}

  /** Whether a device may have it; {@code NaN} none has. */
  public static boolean isPossible(double fs) {
    return fs >= MIN_HZ && fs <= MAX_HZ;
  }
}
