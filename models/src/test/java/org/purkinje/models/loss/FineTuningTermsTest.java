package org.purkinje.models.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.purkinje.models.layer.Tensors;

/** Against losses worked by hand. */
class FineTuningTermsTest {

  /** Four unit vectors in the plane, two classes: scores 0.6 and 0, 0.8 and −0.6 over τ = 1. */
  @Test
  void givesFourItemsTheirHandWorkedContrastiveLoss() {
    try (PointerScope scope = new PointerScope()) {
      Tensor z = Tensors.of(new double[] {1, 0, 0.6, 0.8, 0, 1, -0.8, 0.6}, 4, 2);
      double[][] s = {{1, 0.6, 0, -0.8}, {0.6, 1, 0.8, 0}, {0, 0.8, 1, 0.6}, {-0.8, 0, 0.6, 1}};
      int[] positive = {1, 0, 3, 2};
      double sum = 0;
      for (int i = 0; i < 4; i++) {
        double all = 0;
        for (int j = 0; j < 4; j++) {
          all += j == i ? 0 : Math.exp(s[i][j]);
        }
        sum -= s[i][positive[i]] - Math.log(all);
      }
      double[][] weights = SupervisedContrastive.ofOneClass(new long[] {7, 7, 3, 3});
      assertThat(SupervisedContrastive.loss(z, weights, 1).item_double())
          .isCloseTo(sum / 4, within(1e-12));
    }
  }

  @Test
  void costsNothingWhereNoItemHasAPositive() {
    try (PointerScope scope = new PointerScope()) {
      Tensor z = Tensors.of(new double[] {1, 0, 0, 1}, 2, 2).set_requires_grad(true);
      double[][] weights = SupervisedContrastive.ofOneClass(new long[] {1, 2});
      Tensor loss = SupervisedContrastive.loss(z, weights, 0.1);
      loss.backward();
      assertThat(loss.item_double()).isZero();
      assertThat(z.mutable_grad().norm().item_double()).isZero();
    }
  }

  @Test
  void weighsPositivesByTheLabelsTheyHaveInCommon() {
    double[][] weights =
        SupervisedContrastive.ofCommonLabels(
            new boolean[][] {{true, true, false}, {false, true, true}, {false, false, false}});
    assertThat(weights[0][1]).isEqualTo(1.0 / 3);
    assertThat(weights[0][0]).isEqualTo(1);
    assertThat(weights[2]).containsExactly(0, 0, 0);
  }

  /** −log σ(2), −log(1 − σ(−1)), and so on, a mean over four. */
  @Test
  void givesSeveralLabelsTheirHandWorkedLoss() {
    try (PointerScope scope = new PointerScope()) {
      Tensor logits = Tensors.of(new double[] {2, -1, 0, 3}, 2, 2);
      double expected =
          (Math.log(1 + Math.exp(-2))
                  + Math.log(1 + Math.exp(-1))
                  + Math.log(2)
                  + Math.log(1 + Math.exp(3)))
              / 4;
      boolean[][] labels = {{true, false}, {true, false}};
      assertThat(Classification.binaryCrossEntropy(logits, labels).item_double())
          .isCloseTo(expected, within(1e-12));
    }
  }
}
