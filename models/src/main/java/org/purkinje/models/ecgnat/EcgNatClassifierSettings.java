package org.purkinje.models.ecgnat;

import org.purkinje.models.training.Setting;

/** The settings of {@link EcgNatClassifier}, one by one. */
public record EcgNatClassifierSettings(
    @Setting("widths and depths of the model") EcgNatSize size,
    @Setting("classes there are, at least 2") int classes,
    @Setting("classes of a window") Labels labels,
    @Setting("share of the supervised contrastive loss, 0 to 1") double contrastShare,
    @Setting("strength of the augmentations of each view, 0 to 1") double augmentation,
    @Setting("probability that a branch of the last block is left out, at least 0, below 1")
        double dropPath,
    @Setting("learning rate of the encoder's last block relative to that of the heads, at least 0")
        double bodyRate,
    @Setting("learning rate of a block relative to that above it, above 0, at most 1")
        double layerDecay) {

  /** How many classes a window has. */
  public enum Labels {
    /** Cross-entropy with label smoothing 0.1. */
    ONE,
    /** Binary cross-entropy of each class. */
    SEVERAL
  }
}
