package org.purkinje.pretrain;

import java.util.List;
import org.purkinje.models.training.AdamW;
import org.purkinje.models.training.LearningRate;
import org.purkinje.models.training.Muon;
import org.purkinje.models.training.Optimiser;
import org.purkinje.models.training.Sgd;

/** The optimisers there are. */
public enum OptimiserKind {
  /** Adam with decoupled weight decay. */
  ADAMW {
    @Override
    Optimiser make(
        LearningRate rate, List<Double> adamBetas, double weightDecay, double maxGradNorm) {
      return adamW(rate, adamBetas, weightDecay, maxGradNorm);
    }
  },
  /** Orthogonal momentum for linear maps, Adam for the rest. */
  MUON {
    @Override
    Optimiser make(
        LearningRate rate, List<Double> adamBetas, double weightDecay, double maxGradNorm) {
      return new Muon(adamW(rate, adamBetas, weightDecay, maxGradNorm));
    }
  },
  /** Gradient descent without momentum. */
  SGD {
    @Override
    Optimiser make(
        LearningRate rate, List<Double> adamBetas, double weightDecay, double maxGradNorm) {
      return new Sgd(rate, weightDecay, maxGradNorm);
    }
  };

  /**
   * @param adamBetas two numbers, which Adam uses, also as a part of Muon
   */
  abstract Optimiser make(
      LearningRate rate, List<Double> adamBetas, double weightDecay, double maxGradNorm);

  private static AdamW adamW(
      LearningRate rate, List<Double> adamBetas, double weightDecay, double maxGradNorm) {
    return new AdamW(rate, adamBetas.get(0), adamBetas.get(1), weightDecay, maxGradNorm);
  }
}
