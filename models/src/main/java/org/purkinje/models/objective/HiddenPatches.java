package org.purkinje.models.objective;

import java.util.Optional;
import org.bytedeco.pytorch.Tensor;
import org.purkinje.models.masking.PatchMask;
import org.purkinje.models.network.Tensors;

/**
 * The patches whose reconstruction counts: those hidden in windows that have the signal.
 *
 * <p>B windows, N patches, T hidden patches in the batch.
 *
 * @param rows patches counted through the batch, int64 [T]: {@code b·N + patch}
 * @param weights 1 / (B · hidden patches of the window), float64 [T]: a weighted sum is the mean
 *     over windows of the mean over their hidden patches
 */
public record HiddenPatches(Tensor rows, Tensor weights) {

  /** Empty if nothing counts. */
  public static Optional<HiddenPatches> of(PatchMask mask, boolean[] present) {
    int hidden = 0;
    for (int b = 0; b < mask.windows(); b++) {
      hidden += present[b] ? mask.patches() - mask.count(b) : 0;
    }
    if (hidden == 0) {
      return Optional.empty();
    }
    long[] rows = new long[hidden];
    double[] weights = new double[hidden];
    int t = 0;
    for (int b = 0; b < mask.windows(); b++) {
      double weight = 1.0 / mask.windows() / (mask.patches() - mask.count(b));
      for (int i = 0; i < mask.patches(); i++) {
        if (present[b] && !mask.isVisible(b, i)) {
          rows[t] = (long) b * mask.patches() + i;
          weights[t++] = weight;
        }
      }
    }
    return Optional.of(new HiddenPatches(Tensors.of(rows), Tensors.of(weights, hidden)));
  }
}
