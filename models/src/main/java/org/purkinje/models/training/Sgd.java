package org.purkinje.models.training;

/**
 * Stochastic gradient descent without momentum: each step subtracts the learning rate times the
 * gradient. It keeps nothing from step to step, so workers that are averaged after every step take
 * the step of one machine on all of their windows, wherever the loss is a mean over as many windows
 * at each worker.
 */
public record Sgd(LearningRate learningRate, double weightDecay, double maxGradNorm)
    implements Optimiser {

  public Sgd {
    Optimiser.requireRanges(weightDecay, maxGradNorm);
  }

  @Override
  public boolean hasMoments() {
    return false;
  }
}
