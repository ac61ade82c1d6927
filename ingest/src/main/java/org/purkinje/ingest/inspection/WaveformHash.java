package org.purkinje.ingest.inspection;

import java.util.Arrays;
import java.util.HexFormat;
import org.purkinje.biosignal.recording.Channel;
import org.purkinje.biosignal.recording.SampleType;

/**
 * A 64-bit hash over physical values, equal for two channels of equal values whatever their gain,
 * baseline and storage: each value in thousandths of its unit (volts in microvolts), rounded, and
 * all missing ones alike.
 *
 * <p>Two different channels of a million have an equal hash with a probability of 3e-8; where that
 * matters, compare the samples.
 */
final class WaveformHash {

  private static final long MISSING = Long.MIN_VALUE;
  private static final long FACTOR = 0x9E3779B97F4A7C15L;

  /** Sample {@code i} goes into lane {@code i % 4}: the lanes do not wait for each other. */
  private static final int LANES = 4;

  private final long[] lanes = new long[LANES];
  private long samples;
  private Thousandths thousandths;

  WaveformHash(Channel channel) {
    Arrays.fill(lanes, FACTOR);
    this.thousandths = new Thousandths(channel);
  }

  /**
   * @param ends smallest and largest of the samples, missing ones left out
   */
  void add(Channel channel, int[] stored, int[] ends) {
    if (!thousandths.channel().equals(channel)) {
      thousandths = new Thousandths(channel);
    }
    if (channel.type() == SampleType.INTEGER) {
      thousandths.prepare(ends[0], ends[1]);
    }
    int at = 0;
    while (at < stored.length && samples % LANES != 0) {
      addOne(stored[at++]);
    }
    at = addFours(stored, at);
    while (at < stored.length) {
      addOne(stored[at++]);
    }
  }

  String hex() {
    long h = FACTOR;
    for (long lane : lanes) {
      h = mixed(h, lane);
    }
    h = (h ^ (h >>> 32)) * 0xBF58476D1CE4E5B9L;
    return HexFormat.of().toHexDigits(h ^ (h >>> 29));
  }

  private void addOne(int stored) {
    int lane = (int) (samples % LANES);
    lanes[lane] = mixed(lanes[lane], thousandths.of(stored));
    samples++;
  }

  private int addFours(int[] stored, int from) {
    Thousandths values = thousandths;
    long a = lanes[0];
    long b = lanes[1];
    long c = lanes[2];
    long d = lanes[3];
    int i = from;
    for (; i <= stored.length - LANES; i += LANES) {
      a = mixed(a, values.of(stored[i]));
      b = mixed(b, values.of(stored[i + 1]));
      c = mixed(c, values.of(stored[i + 2]));
      d = mixed(d, values.of(stored[i + 3]));
    }
    lanes[0] = a;
    lanes[1] = b;
    lanes[2] = c;
    lanes[3] = d;
    samples += i - from;
    return i;
  }

  private static long mixed(long hash, long value) {
    long h = (hash ^ value) * FACTOR;
    return h ^ (h >>> 29);
  }

  /** A channel's stored numbers in thousandths of its unit, from a table where they recur. */
  private static final class Thousandths {

    private static final int MAX_TABLE = 1 << Short.SIZE;

    private final Channel channel;
    private final boolean isFloat;
    private final int missingCode;
    private final double baseline;
    private final double gain;
    private final double perUnit;
    private int first;
    private long[] table = new long[0];

    Thousandths(Channel channel) {
      this.channel = channel;
      this.isFloat = channel.type() == SampleType.FLOAT;
      this.missingCode = channel.missingCode();
      this.baseline = channel.scale().baseline();
      this.gain = channel.scale().gain();
      this.perUnit = factor(channel.scale().unit());
    }

    Channel channel() {
      return channel;
    }

    /** Makes a table of the numbers to come, if they are not too many. */
    void prepare(int smallest, int largest) {
      long low = table.length == 0 ? smallest : Math.min(first, smallest);
      long high = table.length == 0 ? largest : Math.max(first + table.length - 1L, largest);
      if (low > high || high - low >= MAX_TABLE || high - low < table.length) {
        return;
      }
      long[] filled = new long[(int) (high - low + 1)];
      for (int i = 0; i < filled.length; i++) {
        filled[i] = computed((int) low + i);
      }
      first = (int) low;
      table = filled;
    }

    long of(int stored) {
      int index = stored - first;
      if (index >= 0 && index < table.length && stored >= first) {
        return table[index];
      }
      return isFloat ? ofFloat(stored) : computed(stored);
    }

    private long ofFloat(int bits) {
      float number = Float.intBitsToFloat(bits);
      return Float.isNaN(number) ? MISSING : Math.round((number - baseline) * (perUnit / gain));
    }

    private long computed(int stored) {
      // Divided first: so is the value that a file in physical units holds.
      return stored == missingCode ? MISSING : Math.round((stored - baseline) / gain * perUnit);
    }
  }

  private static double factor(String unit) {
    return switch (unit) {
      case "V" -> 1e6;
      case "uV", "\u00b5V", "\u03bcV" -> 1;
      default -> 1e3;
    };
  }
}
