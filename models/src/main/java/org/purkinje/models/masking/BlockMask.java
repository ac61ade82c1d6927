package org.purkinje.models.masking;

import java.util.Arrays;
import org.purkinje.models.random.DrawStream;

/** Visible patches drawn in runs of one to three. */
final class BlockMask {
  private static final int MAX_RUN = 3;
  private static final double ROUNDING = 1e-9; // 0.7 · 50 is 35, not 34

  private BlockMask() {}

  /** {@code floor((1 − maskRatio) · patches)}. */
  static int visibleCount(double maskRatio, int patches) {
    return (int) ((1 - maskRatio) * patches + ROUNDING);
  }

  /** Draws exactly {@code count} visible patches among any. */
  static boolean[] draw(int count, int patches, DrawStream draws) {
    boolean[] anywhere = new boolean[patches];
    Arrays.fill(anywhere, true);
    return draw(count, anywhere, draws);
  }

  /**
   * Draws exactly {@code count} visible patches among the allowed.
   *
   * @throws IllegalArgumentException if fewer patches are allowed
   */
  static boolean[] draw(int count, boolean[] allowed, DrawStream draws) {
    int free = 0;
    for (boolean a : allowed) {
      free += a ? 1 : 0;
    }
    if (count > free) {
      throw new IllegalArgumentException(
          "visible patches must fit into the %d allowed, got %d".formatted(free, count));
    }
    if (count == free) {
      return allowed.clone();
    }
    boolean[] visible = new boolean[allowed.length];
    int left = count;
    while (left > 0) {
      int start = draws.nextInt(allowed.length);
      int end = Math.min(start + 1 + draws.nextInt(MAX_RUN), allowed.length);
      for (int i = start; i < end && left > 0; i++) {
        if (allowed[i] && !visible[i]) {
          visible[i] = true;
          left--;
        }
      }
    }
    return visible;
  }
}
