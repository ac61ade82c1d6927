package org.purkinje.biosignal.wfdb;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * Moves each skewed channel ahead by its skew, as header(5) asks: its frame 0 is the stored frame
 * number {@code skew}. The frames that then are absent at its end get the missing-sample code.
 */
final class Deskew {

  private final List<WfdbSignal> signals;
  private final IntPredicate isStored;
  private final int largestSkew;
  private final int[][] ahead;
  private int aheadFrames;

  /**
   * @param isStored whether a signal has samples; those that have none are left empty
   */
  Deskew(List<WfdbSignal> signals, IntPredicate isStored) {
    this.signals = signals;
    this.isStored = isStored;
    this.largestSkew = signals.stream().mapToInt(WfdbSignal::skew).max().orElse(0);
    this.ahead = new int[signals.size()][0];
  }

  boolean isNeeded() {
    return largestSkew > 0;
  }

  /** Stored frames to read so that {@code frames} deskewed ones can be given. */
  int framesToRead(int frames, long framesLeft) {
    return (int) Math.min((long) frames + largestSkew - aheadFrames, framesLeft);
  }

  /**
   * Joins newly read frames to those kept and takes each channel's share from its skew on.
   *
   * @param stored frames read now, shape [channels][samples]
   * @param storedFrames how many
   * @param frames deskewed frames to give
   * @return shape [channels][samples]
   */
  int[][] shift(int[][] stored, int storedFrames, int frames) {
    int have = aheadFrames + storedFrames;
    int keep = Math.max(0, have - frames);
    int[][] shifted = new int[signals.size()][];
    for (int c = 0; c < shifted.length; c++) {
      WfdbSignal signal = signals.get(c);
      if (!isStored.test(c)) {
        shifted[c] = stored[c];
        continue;
      }
      int perFrame = signal.samplesPerFrame();
      int[] joined = Arrays.copyOf(ahead[c], have * perFrame);
      System.arraycopy(stored[c], 0, joined, aheadFrames * perFrame, storedFrames * perFrame);
      int from = Math.min(signal.skew(), have) * perFrame;
      int to = (int) Math.min((long) signal.skew() + frames, have) * perFrame;
      shifted[c] = Arrays.copyOf(Arrays.copyOfRange(joined, from, to), frames * perFrame);
      Arrays.fill(shifted[c], to - from, frames * perFrame, signal.missingCode());
      ahead[c] = Arrays.copyOfRange(joined, (have - keep) * perFrame, have * perFrame);
    }
    aheadFrames = keep;
    return shifted;
  }
}
