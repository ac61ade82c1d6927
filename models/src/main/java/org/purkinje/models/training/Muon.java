package org.purkinje.models.training;

/**
 * How a model is updated: each linear map by its gradient's momentum with all singular values made
 * nearly 1, in the size that AdamW's updates have, so that AdamW's learning rates and weight decay
 * hold; biases, gains and tokens by AdamW itself. It learns from fewer windows than AdamW at the
 * price of 9 to 11 matrix products a map and step. After Jordan et al., 2024, Muon; sizes after Liu
 * et al., 2025, Muon is scalable for LLM training.
 *
 * @param rest learning rate, weight decay and clipping of all, and the betas of what is no map
 */
public record Muon(AdamW rest) implements Optimiser {

  /** Share of the mean gradient of a map that a step keeps. */
  public static final double MOMENTUM = 0.95;

  @Override
  public LearningRate learningRate() {
    return rest.learningRate();
  }

  @Override
  public double weightDecay() {
    return rest.weightDecay();
  }

  @Override
  public double maxGradNorm() {
    return rest.maxGradNorm();
  }

  /** One of maps, two of the rest. */
  @Override
  public boolean hasMoments() {
    return true;
  }
}
