package org.purkinje.models.training;

import java.io.Serializable;

/**
 * Learning rate that rises linearly from {@code peak / warmupSteps} to {@code peak} and then decays
 * until {@code totalSteps}.
 *
 * @param peak highest rate, above 0
 * @param warmupSteps steps in which it rises, 0 to {@code totalSteps}
 * @param totalSteps steps of the whole training; 0 if it has no end
 * @param decay what it does after the warm-up
 */
public record LearningRate(double peak, int warmupSteps, int totalSteps, Decay decay)
    implements Serializable {

  /** What a learning rate does after the warm-up. */
  public enum Decay {
    /** Falls on a half cosine to 0 at the last step. */
    COSINE,
    /**
     * Stays at the peak, and falls on a line to 0 over the last {@value #DECAY_SHARE} of all steps
     * (trapezoidal, or warmup-stable-decay: Hägele et al., 2024).
     */
    TRAPEZOID,
    /** Stays at the peak. */
    CONSTANT
  }

  private static final double DECAY_SHARE = 0.3;

  public LearningRate {
    if (!(peak > 0)) {
      throw new IllegalArgumentException("peak learning rate must be above 0, got " + peak);
    }
    if (warmupSteps < 0 || totalSteps < warmupSteps) {
      throw new IllegalArgumentException(
          "warm-up steps must be 0 to the total of %d, got %d".formatted(totalSteps, warmupSteps));
    }
    if (decay != Decay.CONSTANT && totalSteps == 0) {
      throw new IllegalArgumentException(
          "a rate that decays must end, got 0 steps; take a constant rate");
    }
    if (decay == Decay.TRAPEZOID && warmupSteps > (1 - DECAY_SHARE) * totalSteps) {
      throw new IllegalArgumentException(
          "warm-up must end before the last %s of %d steps, in which the rate falls, got %d steps"
              .formatted(DECAY_SHARE, totalSteps, warmupSteps));
    }
  }

  /** A rate that never changes, of a training without end. */
  public static LearningRate constant(double rate) {
    return new LearningRate(rate, 0, 0, Decay.CONSTANT);
  }

  /**
   * @param step steps done, from 0
   */
  public double at(int step) {
    if (step < warmupSteps) {
      return peak * (step + 1) / warmupSteps;
    }
    return peak * share(step);
  }

  /** Of the peak, after the warm-up. */
  private double share(int step) {
    return switch (decay) {
      case CONSTANT -> 1;
      case COSINE -> {
        double done = (step - warmupSteps) / (double) Math.max(1, totalSteps - warmupSteps);
        yield 0.5 * (1 + Math.cos(Math.PI * Math.min(1, done)));
      }
      case TRAPEZOID -> Math.min(1, Math.max(0, totalSteps - step) / (DECAY_SHARE * totalSteps));
    };
  }
}
