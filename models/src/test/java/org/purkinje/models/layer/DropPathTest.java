package org.purkinje.models.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;

class DropPathTest {

  private static final int WINDOWS = 4000;
  private static final long[] SEEDS = LongStream.range(0, WINDOWS).toArray();

  @Test
  void leavesOutMoreOfLaterBlocksAndKeepsTheMean() {
    try (PointerScope scope = new PointerScope()) {
      for (int block = 0; block < 4; block++) {
        float[] scales = scales(new DropPath(0.3, SEEDS).ofBlock(block, 4));
        int dropped = 0;
        double sum = 0;
        for (float scale : scales) {
          dropped += scale == 0 ? 1 : 0;
          sum += scale;
        }
        // Three standard errors of a share of 4,000.
        assertThat(dropped / (double) WINDOWS).isCloseTo(0.1 * block, within(0.025));
        assertThat(sum / WINDOWS).isCloseTo(1, within(0.04));
      }
    }
  }

  @Test
  void drawsEachWindowAndBranchByItself() {
    try (PointerScope scope = new PointerScope()) {
      UnaryOperator<Tensor> branches = new DropPath(0.5, SEEDS).ofBlock(1, 2);
      float[] first = scales(branches);
      float[] second = scales(branches);
      assertThat(second).isNotEqualTo(first);
      assertThat(scales(new DropPath(0.5, SEEDS).ofBlock(1, 2))).isEqualTo(first);
      long[] alone = {SEEDS[17]};
      Tensor one = Tensors.of(new float[] {1}, 1, 1, 1);
      assertThat(Tensors.toFloats(new DropPath(0.5, alone).ofBlock(1, 2).apply(one)))
          .containsExactly(first[17]);
    }
  }

  @Test
  void refusesToLeaveOutEverything() {
    assertThatThrownBy(() -> new DropPath(1, SEEDS))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("drop-path must be at least 0 and below 1, got 1.0");
  }

  private static float[] scales(UnaryOperator<Tensor> branch) {
    float[] ones = new float[WINDOWS];
    Arrays.fill(ones, 1);
    return Tensors.toFloats(branch.apply(Tensors.of(ones, WINDOWS, 1, 1)));
  }
}
