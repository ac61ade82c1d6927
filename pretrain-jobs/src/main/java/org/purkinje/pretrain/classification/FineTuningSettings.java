package org.purkinje.pretrain.classification;

import java.io.Serializable;
import org.purkinje.jobsupport.config.ConfigKey;
import org.purkinje.models.ecgnat.EcgNatClassifier;
import org.purkinje.models.ecgnat.EcgNatClassifierSettings;
import org.purkinje.models.ecgnat.EcgNatClassifierSettings.Labels;
import org.purkinje.models.ecgnat.EcgNatSize;
import org.purkinje.models.training.AdamW;
import org.purkinje.models.training.LearningRate;

/** How a network is fine-tuned to classes. */
public record FineTuningSettings(
    @ConfigKey("times that the training windows are gone through") int epochs,
    @ConfigKey("steps at least, where windows are few") int minSteps,
    @ConfigKey("windows in a batch, each in two views") int batchSize,
    @ConfigKey("highest learning rate of the heads, above 0") double headLearningRate,
    @ConfigKey("that of the encoder's last block where it was pretrained, at least 0")
        double bodyLearningRate,
    @ConfigKey(
            "learning rate of a block relative to that above it where it was pretrained, above 0,"
                + " at most 1")
        double layerDecay,
    @ConfigKey("highest learning rate of the whole network from scratch, above 0")
        double scratchLearningRate,
    @ConfigKey("share of the steps in which the learning rate rises, 0 to 1; it then falls to 0")
        double learningRateWarmup,
    @ConfigKey("decoupled weight decay of tensors with two or more dimensions") double weightDecay,
    @ConfigKey("share of the supervised contrastive loss, 0 to 1; the rest is cross-entropy")
        double contrastShare,
    @ConfigKey(
            "strength of the augmentations of each view, 0 to 1: time shift up to 1 s, gain 0.8 to"
                + " 1.2, baseline wander up to 0.3 SD")
        double augmentation,
    @ConfigKey("probability that a branch of the last block is left out, at least 0, below 1")
        double dropPath)
    implements Serializable {

  public FineTuningSettings {
    atLeastOne("epochs", epochs);
    atLeastOne("min-steps", minSteps);
    atLeastOne("batch-size", batchSize);
    aboveZero("head-learning-rate", headLearningRate);
    aboveZero("scratch-learning-rate", scratchLearningRate);
    if (!(bodyLearningRate >= 0)) {
      throw new IllegalArgumentException(
          "body-learning-rate must be at least 0, got " + bodyLearningRate);
    }
    if (!(learningRateWarmup >= 0 && learningRateWarmup <= 1)) {
      throw new IllegalArgumentException(
          "learning-rate-warmup must be 0 to 1, got " + learningRateWarmup);
    }
    // What these refuse is refused here, before anything is read.
    new AdamW(LearningRate.constant(headLearningRate), 0, 0, weightDecay, 0);
    new EcgNatClassifier(
        new EcgNatClassifierSettings(
            EcgNatSize.MICRO,
            2,
            Labels.SEVERAL,
            contrastShare,
            augmentation,
            dropPath,
            1,
            layerDecay));
  }

  /**
   * Steps of a training.
   *
   * @param windows it learns from, at least 1
   */
  int steps(int windows) {
    int batch = batch(windows);
    return Math.max(minSteps, epochs * ((windows + batch - 1) / batch));
  }

  /** Windows in a batch, all of them where they are fewer. */
  int batch(int windows) {
    return Math.min(batchSize, windows);
  }

  private static void atLeastOne(String key, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(key + " must be at least 1, got " + value);
    }
  }

  private static void aboveZero(String key, double value) {
    if (!(value > 0)) {
      throw new IllegalArgumentException(key + " must be above 0, got " + value);
    }
  }
}
