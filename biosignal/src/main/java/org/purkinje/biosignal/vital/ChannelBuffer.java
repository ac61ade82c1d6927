package org.purkinje.biosignal.vital;

import java.util.Arrays;

/** Samples of a channel that were read but not given out; the last of them may be overwritten. */
final class ChannelBuffer {

  private final int hold;
  private final int missing;
  private int[] samples = new int[0];
  private int size;
  private long given;

  /**
   * @param hold how many samples at the end are kept back, because packets to come may overwrite
   *     them
   */
  ChannelBuffer(int hold, int missing) {
    this.hold = hold;
    this.missing = missing;
  }

  /** Samples given out. */
  long given() {
    return given;
  }

  /** Place behind the last sample. */
  long end() {
    return given + size;
  }

  /** How many samples can be given out. */
  int ready(boolean isComplete) {
    return isComplete ? size : Math.max(0, size - hold);
  }

  void addMissing(int count) {
    grow(size + count);
    Arrays.fill(samples, size, size + count, missing);
    size += count;
  }

  /**
   * Puts samples where they belong; later ones replace earlier ones.
   *
   * @param place of the first, from {@link #given()} to {@link #end()}
   */
  void put(long place, int[] from, int count) {
    int at = (int) (place - given);
    grow(at + count);
    System.arraycopy(from, 0, samples, at, count);
    size = Math.max(size, at + count);
  }

  /** Gives out the first samples, at most as many as are ready. */
  int[] take(int count) {
    int[] taken = Arrays.copyOf(samples, count);
    System.arraycopy(samples, count, samples, 0, size - count);
    size -= count;
    given += count;
    return taken;
  }

  private void grow(int length) {
    if (length > samples.length) {
      samples = Arrays.copyOf(samples, Math.max(length, 2 * samples.length));
    }
  }
}
