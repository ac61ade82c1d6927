package org.purkinje.models.loss;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.purkinje.models.layer.Tensors;

/**
 * Supervised contrastive loss: items of one class are each other's positives, all other items of
 * the batch stand in the denominator. After Khosla et al., 2020, Supervised contrastive learning
 * (their L_out), as a mean over the anchors that have a positive.
 *
 * <p>{@code −mean_i Σ_p w_ip log( exp(z_i·z_p/τ) / Σ_{a≠i} exp(z_i·z_a/τ) )}, with weights w that
 * are positive for positives and sum to 1 for each anchor.
 *
 * <p>M items, C width.
 */
public final class SupervisedContrastive {

  private SupervisedContrastive() {}

  /**
   * @param z unit vectors [M, C]
   * @param weights how much each item is a positive of each other, at least 0, shape [M][M]; the
   *     diagonal is not read, and rows need not sum to 1
   * @param temperature τ
   * @return a scalar; 0 if no item has a positive
   */
  public static Tensor loss(Tensor z, double[][] weights, double temperature) {
    int items = weights.length;
    boolean[][] self = new boolean[items][items];
    double[] shares = new double[items * items];
    int anchors = 0;
    for (int i = 0; i < items; i++) {
      self[i][i] = true;
      double sum = 0;
      for (int j = 0; j < items; j++) {
        sum += j == i ? 0 : weights[i][j];
      }
      for (int j = 0; j < items && sum > 0; j++) {
        shares[i * items + j] = j == i ? 0 : weights[i][j] / sum;
      }
      anchors += sum > 0 ? 1 : 0;
    }
    if (anchors == 0) {
      // 0 with a gradient of 0, so that a backward pass is always possible.
      return z.sum().mul(new Scalar(0));
    }
    Tensor isSelf = Tensors.of(self);
    Tensor scores =
        z.mm(z.t())
            .div(new Scalar(temperature))
            .masked_fill(isSelf, new Scalar(Double.NEGATIVE_INFINITY)); // [M, M]
    Tensor logShares = torch.log_softmax(scores, 1).masked_fill(isSelf, new Scalar(0));
    Tensor share = Tensors.of(shares, items, items).to(z.scalar_type());
    return logShares.mul(share).sum().mul(new Scalar(-1.0 / anchors));
  }

  /** Weights 1 between items of one class, shape [items][items]. */
  public static double[][] ofOneClass(long[] classes) {
    double[][] weights = new double[classes.length][classes.length];
    for (int i = 0; i < classes.length; i++) {
      for (int j = 0; j < classes.length; j++) {
        weights[i][j] = classes[i] == classes[j] ? 1 : 0;
      }
    }
    return weights;
  }

  /**
   * Weights of items with several labels each: labels that both have over labels that either has.
   *
   * @param labels shape [items][labels]
   * @return shape [items][items]
   */
  public static double[][] ofCommonLabels(boolean[][] labels) {
    double[][] weights = new double[labels.length][labels.length];
    for (int i = 0; i < labels.length; i++) {
      for (int j = 0; j < labels.length; j++) {
        int both = 0;
        int either = 0;
        for (int label = 0; label < labels[i].length; label++) {
          both += labels[i][label] && labels[j][label] ? 1 : 0;
          either += labels[i][label] || labels[j][label] ? 1 : 0;
        }
        weights[i][j] = both / (double) Math.max(1, either);
      }
    }
    return weights;
  }
}
