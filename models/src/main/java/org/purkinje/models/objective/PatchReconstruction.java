package org.purkinje.models.objective;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.purkinje.models.network.M2ae;

/**
 * Squared error of hidden patches in normalised units, and that of two predictors that know nothing
 * of the waveform. Each patch is normalised by its own mean and SD; the SD's floor keeps flat patches
 * from amplifying noise.
 *
 * <p>B windows, N patches of P samples. After He et al., 2022, Masked autoencoders are scalable vision
 * learners (normalised pixel targets).
 */
public final class PatchReconstruction {
  private static final double LEAST_SD = 0.05; // the window's SD is 1
  private static final double SD_OFFSET = 1e-3;

  private final Tensor x; // [B, N, P]
  private final Tensor mean; // [B, N, 1]
  private final Tensor scale; // [B, N, 1]

  /**
   * @param samples [B, N·P]
   */
  public PatchReconstruction(Tensor samples) {
    x = samples.reshape(samples.size(0), M2ae.PATCHES, M2ae.PATCH_SAMPLES);
    mean = x.mean(new long[] {2}, true, new ScalarTypeOptional());
    Tensor sd = x.var(new long[] {2}, false /* population */, true).sqrt();
    scale = sd.clamp_min(new Scalar(LEAST_SD)).add(new Scalar(SD_OFFSET));
  }

  /** {@code (x − mean) / (max(SD, 0.05) + 0.001)} patch by patch, [B, N, P]. */
  public Tensor target() {
    return x.sub(mean).div(scale);
  }

  /**
   * @param predicted [B, N, P]
   * @param hidden 1 for patches that count, else 0, [B, N]
   * @return mean squared error over the hidden patches of each window, 0 if it has none, [B]
   */
  public Tensor loss(Tensor predicted, Tensor hidden) {
    return hiddenMean(predicted.sub(target()), hidden);
  }

  /** What predicting each patch's own mean, 0 in normalised units, would give, [B]. */
  public Tensor patchMeanLoss(Tensor hidden) {
    return hiddenMean(target(), hidden);
  }

  /** What predicting the mean of the whole window would give, [B]. */
  public Tensor windowMeanLoss(Tensor hidden) {
    Tensor windowMean = x.mean(new long[] {1, 2}, true, new ScalarTypeOptional()); // [B, 1, 1]
    return hiddenMean(x.sub(windowMean).div(scale), hidden);
  }

  private static Tensor hiddenMean(Tensor error, Tensor hidden) {
    Tensor perPatch = error.square().mean(2); // [B, N]
    return perPatch.mul(hidden).sum(1).div(hidden.sum(1).clamp_min(new Scalar(1)));
  }
}
