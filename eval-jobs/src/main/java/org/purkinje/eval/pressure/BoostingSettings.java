package org.purkinje.eval.pressure;

import java.io.Serializable;
import org.purkinje.jobsupport.config.ConfigKey;

/** Size of the boosted trees and of their training. */
public record BoostingSettings(
    @ConfigKey("most trees, at least 1") int trees,
    @ConfigKey("shrinkage of each tree, above 0, at most 1") double learningRate,
    @ConfigKey("leaves of a tree, at least 2") int leaves,
    @ConfigKey("fewest examples in a leaf, at least 1") int minDataInLeaf,
    @ConfigKey("share of the examples drawn for each tree, above 0, at most 1")
        double baggingFraction,
    @ConfigKey("share of the inputs drawn for each tree, above 0, at most 1")
        double featureFraction,
    @ConfigKey("trees without a smaller validation error after which training stops, at least 1")
        int earlyStoppingRounds,
    @ConfigKey("share of the training subjects kept for the validation error, above 0, below 1")
        double validationShare)
    implements Serializable {

  public BoostingSettings {
    requireAtLeast("trees", 1, trees);
    requireShare("learning-rate", learningRate);
    requireAtLeast("leaves", 2, leaves);
    requireAtLeast("min-data-in-leaf", 1, minDataInLeaf);
    requireShare("bagging-fraction", baggingFraction);
    requireShare("feature-fraction", featureFraction);
    requireAtLeast("early-stopping-rounds", 1, earlyStoppingRounds);
    if (!(validationShare > 0 && validationShare < 1)) {
      throw new IllegalArgumentException(
          "validation-share must be above 0 and below 1, got " + validationShare);
    }
  }

  private static void requireAtLeast(String key, int least, int value) {
    if (value < least) {
      throw new IllegalArgumentException(
          "%s must be at least %d, got %d".formatted(key, least, value));
    }
  }

  private static void requireShare(String key, double value) {
    if (!(value > 0 && value <= 1)) {
      throw new IllegalArgumentException(
          "%s must be above 0 and at most 1, got %s".formatted(key, value));
    }
  }
}
