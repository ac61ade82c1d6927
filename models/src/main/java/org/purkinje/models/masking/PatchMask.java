package org.purkinje.models.masking;

import java.util.Arrays;

/** Which patches of one signal are visible, for each window of a batch. */
public final class PatchMask {
  private final boolean[][] visible;

  private PatchMask(boolean[][] visible) {
    this.visible = visible;
  }

  /**
   * @param visible true where the patch is visible, shape [windows][patches]; kept, not copied
   */
  public static PatchMask of(boolean[][] visible) {
    return new PatchMask(visible);
  }

  /** Nothing hidden. */
  public static PatchMask allVisible(int windows, int patches) {
    boolean[][] visible = new boolean[windows][patches];
    for (boolean[] row : visible) {
      Arrays.fill(row, true);
    }
    return new PatchMask(visible);
  }

  public int windows() {
    return visible.length;
  }

  public int patches() {
    return visible.length == 0 ? 0 : visible[0].length;
  }

  public boolean isVisible(int window, int patch) {
    return visible[window][patch];
  }

  /** True where the patch is visible, shape [windows][patches]; a copy. */
  public boolean[][] toArray() {
    boolean[][] copy = new boolean[visible.length][];
    for (int b = 0; b < copy.length; b++) {
      copy[b] = visible[b].clone();
    }
    return copy;
  }

  /** Number of visible patches of a window. */
  public int count(int window) {
    int count = 0;
    for (boolean v : visible[window]) {
      count += v ? 1 : 0;
    }
    return count;
  }

  /** Hides every patch of the windows where {@code present} is false. */
  public PatchMask hidingAbsent(boolean[] present) {
    boolean[][] kept = new boolean[visible.length][];
    for (int b = 0; b < visible.length; b++) {
      kept[b] = present[b] ? visible[b] : new boolean[visible[b].length];
    }
    return new PatchMask(kept);
  }

  /** The masks of some windows, in the given order. */
  public PatchMask select(int[] windows) {
    boolean[][] kept = new boolean[windows.length][];
    for (int i = 0; i < windows.length; i++) {
      kept[i] = visible[windows[i]];
    }
    return new PatchMask(kept);
  }
}
