package org.purkinje.models.loss;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.purkinje.models.layer.Tensors;

/**
 * NT-Xent between two views of the same windows: the positive is the other view, the denominator
 * runs over all other 2B − 1 items. After Chen et al., 2020, A simple framework for contrastive
 * learning of visual representations.
 *
 * <p>B windows, C width.
 */
public final class NtXent {
  private NtXent() {}

  /**
   * @param first unit vectors [B, C]
   * @param second unit vectors [B, C], other views of the same windows
   * @param temperature a scalar
   * @return the mean over 2B anchors, a scalar
   */
  public static Tensor loss(Tensor first, Tensor second, Tensor temperature) {
    int windows = (int) first.size(0);
    boolean[][] self = new boolean[2 * windows][2 * windows];
    long[] positive = new long[2 * windows];
    for (int i = 0; i < positive.length; i++) {
      self[i][i] = true;
      positive[i] = i < windows ? i + (long) windows : i - (long) windows;
    }
    Tensor z = Tensors.concatenate(0, first, second); // [2B, C]
    Tensor scores = z.mm(z.t()).div(temperature); // [2B, 2B]
    scores = scores.masked_fill(Tensors.of(self), new Scalar(Double.NEGATIVE_INFINITY));
    return torch.cross_entropy_loss(scores, Tensors.of(positive));
  }

  /** The loss of answering every pair the same score, ln(2B − 1). */
  public static double chance(int windows) {
    return Math.log(2 * windows - 1);
  }
}
