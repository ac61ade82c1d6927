package org.purkinje.models.loss;

import java.util.Optional;
import org.bytedeco.pytorch.Tensor;
import org.purkinje.models.layer.Tensors;
import org.purkinje.models.masking.PatchMask;

/**
 * The patches whose reconstruction counts: those hidden in windows that have the signal.
 *
 * <p>N patches a window, T hidden patches in the batch.
 *
 * @param rows patches counted through the batch, int64 [T]: {@code b·N + patch}
 * @param weights 1 / (windows · hidden patches of the window), float64 [T]: a weighted sum is the
 *     mean over those windows of the mean over their hidden patches
 * @param windows windows that have the signal and hide some of it
 */
public record HiddenPatches(Tensor rows, Tensor weights, int windows) {

  /** Empty if nothing counts. */
  public static Optional<HiddenPatches> of(PatchMask mask, boolean[] present) {
    int hidden = 0;
    int windows = 0;
    for (int b = 0; b < mask.windows(); b++) {
      int own = present[b] ? mask.patches() - mask.count(b) : 0;
      hidden += own;
      windows += own > 0 ? 1 : 0;
    }
    if (hidden == 0) {
      return Optional.empty();
    }
    long[] rows = new long[hidden];
    double[] weights = new double[hidden];
    int t = 0;
    for (int b = 0; b < mask.windows(); b++) {
      double weight = 1.0 / windows / (mask.patches() - mask.count(b));
      for (int i = 0; i < mask.patches(); i++) {
        if (present[b] && !mask.isVisible(b, i)) {
          rows[t] = (long) b * mask.patches() + i;
          weights[t++] = weight;
        }
      }
    }
    return Optional.of(new HiddenPatches(Tensors.of(rows), Tensors.of(weights, hidden), windows));
  }
}
