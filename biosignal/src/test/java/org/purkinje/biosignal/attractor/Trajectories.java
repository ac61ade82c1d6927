package org.purkinje.biosignal.attractor;

import java.util.SplittableRandom;
import org.purkinje.biosignal.filter.Standardisation;

/** Signals of which the dynamics are known. */
final class Trajectories {

  /** Time between two samples of {@link #lorenz}. */
  static final double LORENZ_DT = 0.01;

  private Trajectories() {}

  /** x of the Lorenz system (σ 10, ρ 28, β 8/3) by RK4, standardised, 50 time units left out. */
  static double[] lorenz(int samples) {
    double[] state = {1, 1, 25};
    double[] x = new double[samples];
    int steps = 10;
    for (int i = -5_000; i < samples; i++) {
      if (i >= 0) {
        x[i] = state[0];
      }
      for (int step = 0; step < steps; step++) {
        state = rungeKutta(state, LORENZ_DT / steps);
      }
    }
    return standardised(x);
  }

  private static double[] rungeKutta(double[] state, double dt) {
    double[] a = flow(state);
    double[] b = flow(plus(state, a, dt / 2));
    double[] c = flow(plus(state, b, dt / 2));
    double[] d = flow(plus(state, c, dt));
    double[] next = new double[3];
    for (int i = 0; i < 3; i++) {
      next[i] = state[i] + dt / 6 * (a[i] + 2 * b[i] + 2 * c[i] + d[i]);
    }
    return next;
  }

  private static double[] flow(double[] s) {
    return new double[] {
      10 * (s[1] - s[0]), s[0] * (28 - s[2]) - s[1], s[0] * s[1] - 8.0 / 3 * s[2]
    };
  }

  private static double[] plus(double[] state, double[] slope, double dt) {
    return new double[] {
      state[0] + dt * slope[0], state[1] + dt * slope[1], state[2] + dt * slope[2]
    };
  }

  /** Amplitude √2, so that the SD over whole periods is 1. */
  static double[] sine(int samples, double periodSamples) {
    double[] x = new double[samples];
    for (int i = 0; i < samples; i++) {
      x[i] = Math.sqrt(2) * Math.sin(2 * Math.PI * i / periodSamples);
    }
    return x;
  }

  static double[] gaussianNoise(int samples, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] x = new double[samples];
    for (int i = 0; i < samples; i++) {
      x[i] = random.nextGaussian();
    }
    return x;
  }

  static double[] standardised(double[] x) {
    return Standardisation.of(x).apply(x);
  }
}
