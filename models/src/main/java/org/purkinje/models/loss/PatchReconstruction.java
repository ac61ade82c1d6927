package org.purkinje.models.loss;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

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
  /** Floor of a patch's SD, in units of the window's. */
  public static final double MIN_SD = 0.05;

  private static final double SD_OFFSET = 1e-3;
  private static final long[] LAST = {1};

  private final HiddenPatches hidden;
  private final Tensor target; // [T, P]

  /**
   * Of windows whose SD is 1, up to the clipping of their samples.
   *
   * @param samples [B, N·P]
   * @param patchSamples P
   */
  public PatchReconstruction(Tensor samples, int patchSamples, HiddenPatches hidden) {
    this(
        hidden,
        patches(samples, patchSamples, hidden),
        samples.new_full(new long[] {1, 1}, new Scalar(MIN_SD)));
  }

  private PatchReconstruction(HiddenPatches hidden, Tensor x, Tensor minSd) {
    this.hidden = hidden;
    Tensor scale = torch.maximum(sd(x), minSd).add(new Scalar(SD_OFFSET)); // [T, 1]
    target = x.sub(x.mean(LAST, true, new ScalarTypeOptional())).div(scale);
  }

  /**
   * Of windows of any SD, which the floor is relative to.
   *
   * @param samples [B, N·P]
   * @param patchSamples P
   */
  public static PatchReconstruction ofAnyScale(
      Tensor samples, int patchSamples, HiddenPatches hidden) {
    long patches = samples.size(1) / patchSamples;
    Tensor minSd =
        sd(samples) // [B, 1]
            .mul(new Scalar(MIN_SD))
            .expand(-1, patches)
            .reshape(-1, 1)
            .index_select(0, hidden.rows()); // [T, 1]
    return new PatchReconstruction(hidden, patches(samples, patchSamples, hidden), minSd);
  }

  /** The hidden ones, [T, P]. */
  private static Tensor patches(Tensor samples, int patchSamples, HiddenPatches hidden) {
    return samples.reshape(-1, patchSamples).index_select(0, hidden.rows());
  }

  /** Population SD of each row, [rows, 1]. */
  private static Tensor sd(Tensor x) {
    return x.var(LAST, false /* population */, true).sqrt();
  }

  /** {@code (x − mean) / (max(SD, 0.05 window SD) + 0.001)} of each hidden patch, [T, P]. */
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
