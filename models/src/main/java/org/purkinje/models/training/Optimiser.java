package org.purkinje.models.training;

import java.io.Serializable;

/** How a model is updated from the gradient of each step. */
public sealed interface Optimiser extends Serializable permits AdamW, Muon, Sgd {

  /** Rate by step. */
  LearningRate learningRate();

  /** Decoupled pull of matrices towards 0 relative to the learning rate, at least 0. */
  double weightDecay();

  /** Longest gradient, 2-norm over all tensors; 0 leaves gradients as they are. */
  double maxGradNorm();

  /** Whether it keeps two running means of each parameter's gradient from step to step. */
  boolean hasMoments();

  /**
   * @throws IllegalArgumentException if one of what all optimisers have is out of range
   */
  static void requireRanges(double weightDecay, double maxGradNorm) {
    if (!(weightDecay >= 0)) {
      throw new IllegalArgumentException("weight-decay must be at least 0, got " + weightDecay);
    }
    if (!(maxGradNorm >= 0)) {
      throw new IllegalArgumentException("max-grad-norm must be at least 0, got " + maxGradNorm);
    }
  }
}
