package org.purkinje.biosignal.vital;

/** What a first reading found of a track. */
final class TrackSpan {

  private long packets;
  private long overlaps;
  private long samples;
  private double end = Double.NEGATIVE_INFINITY;
  private double lateSeconds;

  /** Counts a packet without samples. */
  void add() {
    packets++;
  }

  /**
   * Counts a packet of a wave.
   *
   * @param start time of its first sample, s
   * @return how far before the end of the samples so far it begins, s
   */
  double add(double start, int count, double fs) {
    packets++;
    samples += count;
    double late = Math.max(0, end - start);
    if (late * fs > 0.5) {
      overlaps++;
    }
    lateSeconds = Math.max(lateSeconds, late);
    end = Math.max(end, start + count / fs);
    return late;
  }

  long packets() {
    return packets;
  }

  /** Packets that begin before the end of the samples so far, by half a sample or more. */
  long overlaps() {
    return overlaps;
  }

  boolean hasSamples() {
    return samples > 0;
  }

  /** How many samples may still be overwritten by later packets; rounding takes up to two. */
  int hold(double fs) {
    return (int) Math.ceil(lateSeconds * fs) + 2;
  }
}
