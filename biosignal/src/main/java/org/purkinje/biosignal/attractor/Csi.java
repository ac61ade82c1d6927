package org.purkinje.biosignal.attractor;

import java.util.List;

/**
 * CSI, one number in 0 to 1 for how stable, recurrent and moderately complex a signal is: {@code
 * (exp(-max(λ, 0) / λ₀) + DET + 1 - |2H - 1|) / 3} with λ₀ = 2/s.
 *
 * @param lambdaMax largest Lyapunov exponent, 1/s
 * @param determinism of the recurrence plot, 0 to 1
 * @param entropy of the amplitudes, 0 to 1
 */
public record Csi(double lambdaMax, double determinism, double entropy) {

  /** Column names, in the order of {@link #toArray()}. */
  public static final List<String> NAMES =
      List.of("lambda_max_per_s", "determinism", "entropy", "csi");

  /** The same of an ECG, beside features of a PPG. */
  public static final List<String> ECG_NAMES = NAMES.stream().map(name -> "ecg_" + name).toList();

  private static final double LAMBDA_ZERO = 2;

  public static Csi of(Attractor attractor) {
    return new Csi(attractor.lambdaMax(), attractor.determinism(), attractor.entropy());
  }

  public double value() {
    double stability = Math.exp(-Math.max(lambdaMax, 0) / LAMBDA_ZERO);
    return (stability + determinism + 1 - Math.abs(2 * entropy - 1)) / 3;
  }

  /** Shape [4], in the order of {@link #NAMES}. */
  public double[] toArray() {
    return new double[] {lambdaMax, determinism, entropy, value()};
  }
}
