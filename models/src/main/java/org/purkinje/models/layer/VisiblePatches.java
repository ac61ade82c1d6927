package org.purkinje.models.layer;

import java.util.Optional;
import org.bytedeco.pytorch.Tensor;
import org.purkinje.models.masking.PatchMask;

/**
 * The visible patches of a batch as gather indices. Windows with fewer visible patches than the
 * fullest are filled up; filler takes no part in attention and means.
 *
 * <p>B windows, N patches, K visible patches of the fullest window.
 *
 * @param mask what is visible
 * @param length K; 0 if nothing is visible in the whole batch
 * @param patch patch number of each token, int64 [B·K]
 * @param row patch number counted through the batch, int64 [B·K]: {@code b·N + patch}
 * @param filled whether there is filler
 */
public record VisiblePatches(PatchMask mask, int length, Tensor patch, Tensor row, boolean filled) {

  public static VisiblePatches of(PatchMask mask) {
    int windows = mask.windows();
    int most = 0;
    int least = mask.patches();
    for (int b = 0; b < windows; b++) {
      most = Math.max(most, mask.count(b));
      least = Math.min(least, mask.count(b));
    }
    long[] patch = new long[windows * most];
    long[] row = new long[windows * most];
    for (int b = 0; b < windows; b++) {
      int end = (b + 1) * most;
      int filler = list(mask, b, true, patch, b * most, end);
      list(mask, b, false, patch, filler, end);
      for (int i = b * most; i < end; i++) {
        row[i] = (long) b * mask.patches() + patch[i];
      }
    }
    return new VisiblePatches(mask, most, Tensors.of(patch), Tensors.of(row), least < most);
  }

  public int windows() {
    return mask.windows();
  }

  /** True for tokens that are not filler, bool [B, K]. */
  public Tensor real() {
    boolean[][] real = new boolean[windows()][length];
    for (int b = 0; b < real.length; b++) {
      for (int k = 0; k < mask.count(b); k++) {
        real[b][k] = true;
      }
    }
    return Tensors.of(real);
  }

  /** {@link #real()}, or empty if there is no filler. */
  public Optional<Tensor> realIfFilled() {
    return filled ? Optional.of(real()) : Optional.empty();
  }

  /** Real tokens of this and then that, bool [B, K + K']; empty if neither has filler. */
  public Optional<Tensor> realIfFilled(VisiblePatches that) {
    return filled || that.filled
        ? Optional.of(Tensors.concatenate(1, real(), that.real()))
        : Optional.empty();
  }

  /** True where a patch is visible, bool [B, N]. */
  public Tensor everyPatch() {
    return Tensors.of(mask.toArray());
  }

  /** N real tokens, then those of {@link #real()}, bool [B, N + K]; empty without filler. */
  public Optional<Tensor> realContext() {
    if (!filled) {
      return Optional.empty();
    }
    Tensor all = Tensors.of(PatchMask.allVisible(windows(), mask.patches()).toArray());
    return Optional.of(Tensors.concatenate(1, all, real()));
  }

  /** Lists the patches whose visibility is {@code visible}, ascending; returns the end. */
  private static int list(
      PatchMask mask, int window, boolean visible, long[] patch, int from, int to) {
    int at = from;
    for (int i = 0; at < to && i < mask.patches(); i++) {
      if (mask.isVisible(window, i) == visible) {
        patch[at++] = i;
      }
    }
    return at;
  }
}
