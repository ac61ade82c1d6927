package org.purkinje.ingest.inspection;

import org.purkinje.biosignal.recording.Channel;
import org.purkinje.biosignal.recording.SampleType;

/** Counts missing samples and runs of equal ones, and keeps the ends of the range. */
final class Runs {

  /** Equal samples in a row at an end of the range that count as clipped. */
  private static final int CLIPPED_RUN = 3;

  private final int flatRun;
  private int previous;
  private long run;
  private long missing;
  private long flat;
  private int largest = Integer.MIN_VALUE;
  private int smallest = Integer.MAX_VALUE;
  private long clippedAtLargest;
  private long clippedAtSmallest;
  private int chunkLargest;
  private int chunkSmallest;

  /**
   * @param flatRun equal samples in a row that count as flat, at least 2
   */
  Runs(int flatRun) {
    this.flatRun = flatRun;
  }

  void add(Channel channel, int[] stored) {
    int missingCode = channel.missingCode();
    boolean isFloat = channel.type() == SampleType.FLOAT;
    chunkLargest = Integer.MIN_VALUE;
    chunkSmallest = Integer.MAX_VALUE;
    for (int number : stored) {
      if (number == missingCode) {
        missing++;
        run = 0;
        continue;
      }
      // Bits of floats in the floats' own order.
      int value = isFloat ? number ^ ((number >> 31) & Integer.MAX_VALUE) : number;
      run = run > 0 && value == previous ? run + 1 : 1;
      previous = value;
      if (run >= flatRun) {
        flat += run == flatRun ? flatRun : 1;
      }
      chunkLargest = Math.max(chunkLargest, value);
      chunkSmallest = Math.min(chunkSmallest, value);
      if (value >= largest) {
        clippedAtLargest = clipped(value > largest, clippedAtLargest);
        largest = value;
      }
      if (value <= smallest) {
        clippedAtSmallest = clipped(value < smallest, clippedAtSmallest);
        smallest = value;
      }
    }
  }

  private long clipped(boolean isNewEnd, long before) {
    if (isNewEnd || run < CLIPPED_RUN) {
      return isNewEnd ? 0 : before;
    }
    return before + (run == CLIPPED_RUN ? CLIPPED_RUN : 1);
  }

  long missing() {
    return missing;
  }

  long flat() {
    return flat;
  }

  long clipped() {
    return clippedAtLargest + clippedAtSmallest;
  }

  /** Whether the last chunk had any value. */
  boolean hasValue() {
    return chunkSmallest <= chunkLargest;
  }

  /** Smallest and largest stored number of the last chunk. */
  int[] ends(Channel channel) {
    int[] ends = {chunkSmallest, chunkLargest};
    if (channel.type() == SampleType.FLOAT) {
      for (int i = 0; i < ends.length; i++) {
        ends[i] ^= (ends[i] >> 31) & Integer.MAX_VALUE;
      }
    }
    return ends;
  }
}
