package org.purkinje.ingest.inspection;

import org.purkinje.biosignal.recording.Channel;
import org.purkinje.biosignal.recording.SampleType;

/** Counts missing samples and runs of equal ones, and keeps the ends of the range. */
final class Runs {

  /** Equal samples in a row at an end of the range that count as clipped. */
  private static final int CLIPPED_RUN = 3;

  private final int flatRun;
  private final int noted;

  /** Samples equal to {@link #previous} up to the last one, itself among them; 0 at the start. */
  private long run;

  private int previous;
  private int missingCode;
  private boolean isFloat;
  private long missing;
  private long flat;
  private final ClippedRuns atLargest = new ClippedRuns();
  private final ClippedRuns atSmallest = new ClippedRuns();
  private int largest = Integer.MIN_VALUE;
  private int smallest = Integer.MAX_VALUE;
  private int chunkLargest;
  private int chunkSmallest;

  /**
   * @param flatRun equal samples in a row that count as flat, at least 2
   */
  Runs(int flatRun) {
    this.flatRun = flatRun;
    this.noted = Math.min(flatRun, CLIPPED_RUN);
  }

  void add(Channel channel, int[] stored) {
    if (run > 0 && missingCode != channel.missingCode()) {
      endRun();
      run = 0;
    }
    missingCode = channel.missingCode();
    isFloat = channel.type() == SampleType.FLOAT;
    findEnds(stored);
    int at = 0;
    while (at < stored.length) {
      at = run >= noted ? passRun(stored, at) : findRun(stored, at);
    }
  }

  private void findEnds(int[] stored) {
    int most = Integer.MIN_VALUE;
    int least = Integer.MAX_VALUE;
    int missed = 0;
    for (int number : stored) {
      int value = inOrder(number);
      boolean isMissing = number == missingCode;
      missed += isMissing ? 1 : 0;
      most = Math.max(most, isMissing ? Integer.MIN_VALUE : value);
      least = Math.min(least, isMissing ? Integer.MAX_VALUE : value);
    }
    missing += missed;
    chunkLargest = most;
    chunkSmallest = least;
    largest = Math.max(largest, most);
    smallest = Math.min(smallest, least);
  }

  /** Goes on to the sample after which a run is long enough to be noted. */
  private int findRun(int[] stored, int from) {
    int before = previous;
    int length = (int) run;
    int i = from;
    while (i < stored.length && length < noted) {
      int number = stored[i++];
      length = number == before && length > 0 ? length + 1 : 1;
      before = number;
    }
    previous = before;
    run = length;
    return i;
  }

  /** Goes on to the end of a run that is long enough. */
  private int passRun(int[] stored, int from) {
    int i = from;
    while (i < stored.length && stored[i] == previous) {
      i++;
    }
    run += i - from;
    if (i < stored.length) {
      endRun();
      run = 0;
    }
    return i;
  }

  private void endRun() {
    if (previous == missingCode) {
      return;
    }
    flat += run >= flatRun ? run : 0;
    if (run >= CLIPPED_RUN) {
      int value = inOrder(previous);
      atLargest.add(value, run);
      atSmallest.add(~value, run);
    }
  }

  /** Integers as they are; bits of floats turned into integers in the floats' own order. */
  private int inOrder(int number) {
    return isFloat ? number ^ ((number >> 31) & Integer.MAX_VALUE) : number;
  }

  /** Takes the last run in; after it no more samples. */
  void finish() {
    endRun();
    run = 0;
  }

  long missing() {
    return missing;
  }

  long flat() {
    return flat;
  }

  /** Samples in runs of {@value #CLIPPED_RUN} or more at an end of the range. */
  long clipped() {
    return atLargest.samplesAt(largest) + atSmallest.samplesAt(~smallest);
  }

  /** Whether the last chunk had any value. */
  boolean hasValue() {
    return chunkSmallest <= chunkLargest;
  }

  /** Smallest and largest stored number of the last chunk, missing ones left out. */
  int[] ends() {
    return new int[] {inOrder(chunkSmallest), inOrder(chunkLargest)};
  }

  /** The runs at the largest value that had any. */
  private static final class ClippedRuns {

    private int value = Integer.MIN_VALUE;
    private long samples;

    void add(int of, long run) {
      if (of > value || samples == 0) {
        value = of;
        samples = 0;
      }
      samples += of == value ? run : 0;
    }

    long samplesAt(int end) {
      return value == end ? samples : 0;
    }
  }
}
