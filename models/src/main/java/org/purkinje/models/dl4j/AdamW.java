package org.purkinje.models.dl4j;

import java.io.Serializable;

/**
 * How a model is updated: Adam with β = (0.9, 0.95) and ε = 1e-8, decoupled weight decay, one clip
 * over the gradient as a whole.
 *
 * @param learningRate rate by step
 * @param weightDecay pull of matrices towards 0 relative to the learning rate, at least 0
 * @param clipNorm longest gradient, 2-norm over all tensors; 0 leaves gradients as they are
 */
public record AdamW(WarmupCosine learningRate, double weightDecay, double clipNorm)
    implements Serializable {

  static final double BETA_1 = 0.9;
  static final double BETA_2 = 0.95;
  static final double EPSILON = 1e-8;

  public AdamW {
    if (!(weightDecay >= 0)) {
      throw new IllegalArgumentException("weight decay must be at least 0, got " + weightDecay);
    }
    if (!(clipNorm >= 0)) {
      throw new IllegalArgumentException("clip norm must be at least 0, got " + clipNorm);
    }
  }
}
