package org.purkinje.models.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;
import org.purkinje.models.layer.Tensors;

/** Contrastive losses against values worked out by hand. */
class ContrastiveLossTest {

  @Test
  void agreesWithAThreeByThreeCaseByHand() {
    double[] ecg = {1, 0, 0, 0, 1, 0, 0, 0, 1};
    double[] ppg = {.6, .8, 0, 0, .6, .8, .8, 0, .6};
    // s[i][j] = ecg_i · ppg_j / 0.5; windows 0 and 1 are one subject.
    double[][] s = {{1.2, 0, 1.6}, {1.6, 1.2, 0}, {0, 1.6, 1.2}};
    int[][] positives = {{0, 1}, {0, 1}, {2}};
    double sum = 0;
    for (int i = 0; i < 3; i++) {
      double row = 0;
      double column = 0;
      for (int j : positives[i]) {
        row += Math.exp(s[i][j]);
        column += Math.exp(s[j][i]);
      }
      sum += Math.log(row / (Math.exp(s[i][0]) + Math.exp(s[i][1]) + Math.exp(s[i][2])));
      sum += Math.log(column / (Math.exp(s[0][i]) + Math.exp(s[1][i]) + Math.exp(s[2][i])));
    }
    double byHand = -0.5 / 3 * sum;
    assertThat(byHand).isCloseTo(0.6350238173652587, within(1e-12));
    try (PointerScope scope = new PointerScope()) {
      Tensor loss =
          InfoNce.loss(
              Tensors.of(ecg, 3, 3), Tensors.of(ppg, 3, 3), List.of(0L, 0L, 1L), scalar(0.5));
      assertThat(loss.item_double()).isCloseTo(byHand, within(1e-12));
    }
  }

  @Test
  void costsTheLogarithmOfTheCandidatesByChance() {
    try (PointerScope scope = new PointerScope()) {
      Tensor same = torch.ones(4, 1).to(torch.ScalarType.Double);
      List<Long> subjects = List.of(1L, 2L, 3L, 4L);
      assertThat(InfoNce.loss(same, same, subjects, scalar(1)).item_double())
          .isCloseTo(Math.log(4), within(1e-12))
          .isCloseTo(InfoNce.chance(subjects), within(1e-12));
      assertThat(NtXent.loss(same, same, scalar(1)).item_double())
          .isCloseTo(Math.log(7), within(1e-12))
          .isCloseTo(NtXent.chance(4), within(1e-12));
      // Two windows of one subject are positives of each other.
      List<Long> twice = List.of(1L, 1L, 2L, 3L);
      assertThat(InfoNce.chance(twice))
          .isCloseTo(InfoNce.loss(same, same, twice, scalar(1)).item_double(), within(1e-12));
    }
  }

  @Test
  void isZeroForASingleWindow() {
    try (PointerScope scope = new PointerScope()) {
      Tensor one = torch.ones(1, 2).to(torch.ScalarType.Double);
      assertThat(InfoNce.loss(one, one, List.of(1L), scalar(0.07)).item_double()).isZero();
    }
  }

  private static Tensor scalar(double value) {
    return Tensors.of(new double[] {value}, 1).select(0, 0);
  }
}
