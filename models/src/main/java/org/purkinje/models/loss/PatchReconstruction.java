package org.purkinje.models.loss;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;

/**
 * Squared error of hidden patches in normalised units, and that of answering each patch's mean.
 * Each patch is normalised by its own mean and SD; the SD's floor keeps flat patches from
 * amplifying noise.
 *
 * <p>{@code 1 − loss / patch mean loss} is the explained variance: 0 for a model that knows nothing
 * of the waveform, 1 for one that knows all of it.
 *
 * <p>B windows, N patches of P samples, T hidden patches in the batch. After He et al., 2022,
 * Masked autoencoders are scalable vision learners (normalised pixel targets).
 */
public final class PatchReconstruction {
  private static final double MIN_SD = 0.05; // the window's SD is 1
  private static final double SD_OFFSET = 1e-3;
  private static final long[] LAST = {1};

  private final HiddenPatches hidden;
  private final Tensor target; // [T, P]

  /**
   * @param samples [B, N·P]
   * @param patchSamples P
   */
  public PatchReconstruction(Tensor samples, int patchSamples, HiddenPatches hidden) {
    this.hidden = hidden;
    Tensor x = samples.reshape(-1, patchSamples).index_select(0, hidden.rows()); // [T, P]
    Tensor sd = x.var(LAST, false /* population */, true).sqrt();
    Tensor scale = sd.clamp_min(new Scalar(MIN_SD)).add(new Scalar(SD_OFFSET)); // [T, 1]
    target = x.sub(x.mean(LAST, true, new ScalarTypeOptional())).div(scale);
  }

  /** {@code (x − mean) / (max(SD, 0.05) + 0.001)} of each hidden patch, [T, P]. */
  public Tensor target() {
    return target;
  }

  /**
   * @param predicted [T, P]
   * @return mean squared error over the hidden patches of each window, mean over the windows that
   *     have the signal, a scalar
   */
  public Tensor loss(Tensor predicted) {
    return weightedMeanSquare(predicted.sub(target));
  }

  /** What predicting each patch's own mean, 0 in normalised units, would give. */
  public Tensor patchMeanLoss() {
    return weightedMeanSquare(target);
  }

  private Tensor weightedMeanSquare(Tensor error) {
    Tensor perPatch = error.square().mean(LAST, false, new ScalarTypeOptional()); // [T]
    return perPatch.dot(hidden.weights().to(perPatch.scalar_type()));
  }
}
