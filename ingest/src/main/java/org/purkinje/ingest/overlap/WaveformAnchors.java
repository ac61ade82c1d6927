package org.purkinje.ingest.overlap;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/**
 * Finds places in a waveform that are found again in a copy of it, whatever the copy's gain, sign
 * and offset, and wherever it begins.
 *
 * <p>An anchor is a sample at which the waveform crosses the middle between the smallest and the
 * largest value within {@value #REACH_SECONDS} s on either side. Its hash is over the shape within
 * that reach: means around {@value #POINTS} evenly spaced points, each as one of {@value #LEVELS}
 * levels between those values, turned over at a downward crossing, so that an inverted lead has the
 * same anchors. Rounding to other steps moves a mean over a level's edge in a part of the anchors
 * only; where half of them change, the other half is still found.
 *
 * <p>Where the shape is that of one of the last {@value #REMEMBERED} anchors again, as in test
 * signals, it tells nothing and there is no anchor; nor where a sample is missing.
 *
 * <p>Samples are added one by one, in memory that does not grow with their number.
 */
final class WaveformAnchors {

  static final double REACH_SECONDS = 1;
  private static final int POINTS = 33;
  private static final int LEVELS = 8;
  private static final int REMEMBERED = 8;

  /** Root mean square, of the range within reach, below which two shapes are one. */
  private static final double SAME_SHAPE = 0.02;

  /** Points that may differ more in one shape: a part of a sample moves those on steep slopes. */
  private static final int STEEP = 2;

  private final int reach;
  private final int halfMean;
  private final double[] ring;
  private final Extremes smallest;
  private final Extremes largest;
  private final long salt;
  private final Deque<double[]> shapes = new ArrayDeque<>();
  private final List<Anchor> found = new ArrayList<>();
  private long next;
  private long firstValid;

  /**
   * @param hash equal for equal shapes at one sampling frequency
   * @param sample where it is in the channel
   */
  record Anchor(long hash, long sample) {}

  /**
   * @param fs sampling frequency, Hz
   */
  WaveformAnchors(double fs) {
    this.reach = Math.max(POINTS, (int) Math.round(REACH_SECONDS * fs));
    this.halfMean = 2 * reach / (POINTS - 1) / 4;
    this.ring = new double[Integer.highestOneBit(2 * reach + halfMean + 2) << 1];
    this.smallest = new Extremes(ring, 1);
    this.largest = new Extremes(ring, -1);
    this.salt = Double.doubleToLongBits(fs);
  }

  void add(double[] samples) {
    for (double sample : samples) {
      add(sample);
    }
  }

  /** The anchors since the last call. */
  List<Anchor> take() {
    List<Anchor> taken = List.copyOf(found);
    found.clear();
    return taken;
  }

  private void add(double sample) {
    long at = next++;
    if (Double.isNaN(sample)) {
      firstValid = next;
      smallest.clear();
      largest.clear();
      return;
    }
    ring[slot(at)] = sample;
    smallest.add(at, at - 2L * reach);
    largest.add(at, at - 2L * reach);
    if (at - 2L * reach >= firstValid) {
      inspect(at - reach);
    }
  }

  private void inspect(long centre) {
    double low = ring[slot(smallest.first())];
    double high = ring[slot(largest.first())];
    double middle = low + (high - low) / 2;
    double before = ring[slot(centre - 1)];
    double here = ring[slot(centre)];
    boolean isUp = before < middle && here >= middle;
    boolean isDown = before > middle && here <= middle;
    if (high > low && (isUp || isDown)) {
      double[] shape = shape(centre, low, high, isDown);
      if (isNew(shape)) {
        found.add(new Anchor(hash(shape), centre));
      }
    }
  }

  private double[] shape(long centre, double low, double high, boolean isTurnedOver) {
    double[] shape = new double[POINTS];
    for (int i = 0; i < POINTS; i++) {
      long offset = Math.round(2.0 * reach * i / (POINTS - 1)) - reach;
      double sum = 0;
      int count = 0;
      for (long j = Math.max(-reach, offset - halfMean);
          j <= Math.min(reach, offset + halfMean);
          j++) {
        sum += ring[slot(centre + j)];
        count++;
      }
      double part = (sum / count - low) / (high - low);
      shape[i] = isTurnedOver ? 1 - part : part;
    }
    return shape;
  }

  private boolean isNew(double[] shape) {
    boolean isNew = true;
    for (double[] other : shapes) {
      isNew &= difference(shape, other) >= SAME_SHAPE;
    }
    shapes.addLast(shape);
    if (shapes.size() > REMEMBERED) {
      shapes.removeFirst();
    }
    return isNew;
  }

  /** Root mean square over all points but those that differ most. */
  private static double difference(double[] shape, double[] other) {
    double[] squares = new double[POINTS];
    for (int i = 0; i < POINTS; i++) {
      squares[i] = (shape[i] - other[i]) * (shape[i] - other[i]);
    }
    Arrays.sort(squares);
    double sum = 0;
    for (int i = 0; i < POINTS - STEEP; i++) {
      sum += squares[i];
    }
    return Math.sqrt(sum / (POINTS - STEEP));
  }

  private long hash(double[] shape) {
    long h = salt;
    for (double part : shape) {
      int level = Math.max(0, Math.min(LEVELS - 1, (int) (part * LEVELS)));
      h = (h ^ level) * 0x9E3779B97F4A7C15L;
      h ^= h >>> 29;
    }
    return h;
  }

  private int slot(long sample) {
    return (int) (sample & (ring.length - 1));
  }

  /** The extreme of the last samples: their places, best first, each better than all after it. */
  private static final class Extremes {

    private final double[] ring;
    private final int sign;
    private final long[] places;
    private long head;
    private long tail;

    Extremes(double[] ring, int sign) {
      this.ring = ring;
      this.sign = sign;
      this.places = new long[ring.length];
    }

    void clear() {
      head = tail;
    }

    /**
     * @param oldest samples before are forgotten
     */
    void add(long at, long oldest) {
      double value = sign * value(at);
      while (tail > head && sign * value(places[slot(tail - 1)]) >= value) {
        tail--;
      }
      places[slot(tail++)] = at;
      while (places[slot(head)] < oldest) {
        head++;
      }
    }

    long first() {
      return places[slot(head)];
    }

    private double value(long sample) {
      return ring[slot(sample)];
    }

    private int slot(long index) {
      return (int) (index & (ring.length - 1));
    }
  }
}
