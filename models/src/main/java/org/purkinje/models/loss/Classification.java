package org.purkinje.models.loss;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.purkinje.models.layer.Tensors;

/**
 * What scores of classes cost, as means over the batch.
 *
 * <p>M items, C classes.
 */
public final class Classification {

  private static final long MEAN = 1; // of libtorch's reductions
  private static final long NO_CLASS = -100; // libtorch leaves out items of this class

  private Classification() {}

  /**
   * Cross-entropy of one class an item. After Szegedy et al., 2016, Rethinking the Inception
   * architecture for computer vision (label smoothing).
   *
   * @param logits [M, C]
   * @param classes class of each item, 0 to C − 1, length M
   * @param smoothing share of the target that goes to all classes alike, at least 0, below 1
   * @return a scalar
   */
  public static Tensor crossEntropy(Tensor logits, long[] classes, double smoothing) {
    return torch.cross_entropy_loss(
        logits, Tensors.of(classes), new TensorOptional(), MEAN, NO_CLASS, smoothing);
  }

  /**
   * Binary cross-entropy of several labels an item, a mean over items and labels.
   *
   * @param logits [M, C]
   * @param labels which each item has, shape [M][C]
   * @return a scalar
   */
  public static Tensor binaryCrossEntropy(Tensor logits, boolean[][] labels) {
    return torch.binary_cross_entropy_with_logits(
        logits, Tensors.of(labels).to(logits.scalar_type()));
  }
}
