package org.purkinje.models.training;

/**
 * How a model is updated: Adam with ε = 1e-8, decoupled weight decay, one clip over the gradient as
 * a whole.
 *
 * @param learningRate rate by step
 * @param beta1 share of the mean gradient that a step keeps, at least 0, below 1
 * @param beta2 share of the mean squared gradient that a step keeps, at least 0, below 1
 * @param weightDecay pull of matrices towards 0 relative to the learning rate, at least 0
 * @param maxGradNorm longest gradient, 2-norm over all tensors; 0 leaves gradients as they are
 */
public record AdamW(
    LearningRate learningRate, double beta1, double beta2, double weightDecay, double maxGradNorm)
    implements Optimiser {

  public static final double EPSILON = 1e-8;

  public AdamW {
    if (!(beta1 >= 0 && beta1 < 1 && beta2 >= 0 && beta2 < 1)) {
      throw new IllegalArgumentException(
          "adam-betas must be at least 0 and below 1, got %s and %s".formatted(beta1, beta2));
    }
    Optimiser.requireRanges(weightDecay, maxGradNorm);
  }

  @Override
  public boolean hasMoments() {
    return true;
  }
}
