package org.purkinje.models.layer;

import java.util.function.UnaryOperator;
import org.bytedeco.pytorch.Tensor;
import org.purkinje.models.random.DrawStream;

/**
 * Stochastic depth: what a residual branch adds is left out, window by window, with a probability
 * that rises linearly from 0 at the first block to {@code rate} at the last, and is divided by the
 * probability of being kept where it stays. After Huang et al., 2016, Deep networks with stochastic
 * depth.
 *
 * @param rate of the last block, at least 0, below 1
 * @param seeds the windows' own, in the order of the batch
 */
public record DropPath(double rate, long[] seeds) {

  /** Leaves nothing out, of any batch. */
  public static final DropPath NONE = new DropPath(0, new long[0]);

  public DropPath {
    if (!(rate >= 0 && rate < 1)) {
      throw new IllegalArgumentException("drop-path must be at least 0 and below 1, got " + rate);
    }
  }

  /** Probability that a branch of a block is left out; the first of several has 0. */
  double rate(int block, int blocks) {
    return blocks < 2 ? rate : rate * block / (blocks - 1);
  }

  /**
   * What the branches of a block pass, one after another; each is drawn by itself.
   *
   * @param block counted from 0
   * @param blocks of the network
   */
  public UnaryOperator<Tensor> ofBlock(int block, int blocks) {
    double dropped = rate(block, blocks);
    if (dropped == 0) {
      return UnaryOperator.identity();
    }
    DrawStream[] draws = new DrawStream[seeds.length];
    for (int b = 0; b < draws.length; b++) {
      draws[b] = new DrawStream(seeds[b], "drop-path-" + block);
    }
    return branch -> {
      float[] scales = new float[draws.length];
      for (int b = 0; b < scales.length; b++) {
        scales[b] = draws[b].nextDouble() < dropped ? 0 : (float) (1 / (1 - dropped));
      }
      return branch.mul(Tensors.of(scales, scales.length, 1, 1).to(branch.scalar_type()));
    };
  }
}
