package org.purkinje.models.ecgnat;

/**
 * Learning rates of a fine-tuned encoder relative to those of its heads: {@code body} for the last
 * block, {@code decay} times that for the block below, and so on. After Bao et al., 2022, BEiT:
 * BERT pre-training of image transformers (layer-wise decay).
 *
 * @param body at least 0
 * @param decay above 0, at most 1
 */
record LayerRates(double body, double decay) {

  /** One rate for all. */
  static final LayerRates EQUAL = new LayerRates(1, 1);

  LayerRates {
    if (!(body >= 0)) {
      throw new IllegalArgumentException("body-rate must be at least 0, got " + body);
    }
    if (!(decay > 0 && decay <= 1)) {
      throw new IllegalArgumentException("layer-decay must be above 0 and at most 1, got " + decay);
    }
  }

  /**
   * @param below blocks between this one and the heads
   */
  double scale(int below) {
    return body * Math.pow(decay, below);
  }
}
