package org.purkinje.ingest.inspection;

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
  private static final int TABLE_SIZE = 1 << Short.SIZE;

  private long hash = FACTOR;

  /** By digital sample + 32,768, filled as samples come; a channel has far fewer values. */
  private long[] table = new long[0];

  private Channel tableOf;

  WaveformHash(Channel channel) {
    this.tableOf = channel;
  }

  void add(Channel channel, int[] samples) {
    if (channel.type() == SampleType.FLOAT) {
      addFloats(channel, samples);
    } else {
      addIntegers(channel, samples);
    }
  }

  String hex() {
    return HexFormat.of().toHexDigits(mix(hash ^ (hash >>> 32)));
  }

  private void addIntegers(Channel channel, int[] samples) {
    if (table.length == 0 || !channel.equals(tableOf)) {
      tableOf = channel;
      table = new long[TABLE_SIZE];
      for (int i = 0; i < TABLE_SIZE; i++) {
        table[i] = thousandths(channel, i + Short.MIN_VALUE);
      }
    }
    long h = hash;
    for (int sample : samples) {
      int index = sample - Short.MIN_VALUE;
      long value = (index & -TABLE_SIZE) == 0 ? table[index] : thousandths(channel, sample);
      h = (h ^ value) * FACTOR;
      h ^= h >>> 29;
    }
    hash = h;
  }

  private void addFloats(Channel channel, int[] samples) {
    double baseline = channel.scale().baseline();
    double factor = factor(channel.scale().unit()) / channel.scale().gain();
    long h = hash;
    for (int sample : samples) {
      float number = Float.intBitsToFloat(sample);
      long value = Float.isNaN(number) ? MISSING : Math.round((number - baseline) * factor);
      h = (h ^ value) * FACTOR;
      h ^= h >>> 29;
    }
    hash = h;
  }

  private static long thousandths(Channel channel, int sample) {
    if (sample == channel.missingCode()) {
      return MISSING;
    }
    // Divided first: so is the value that a file in physical units holds.
    return Math.round(
        (sample - channel.scale().baseline())
            / channel.scale().gain()
            * factor(channel.scale().unit()));
  }

  private static double factor(String unit) {
    return switch (unit) {
      case "V" -> 1e6;
      case "uV", "\u00b5V", "\u03bcV" -> 1;
      default -> 1e3;
    };
  }

  private static long mix(long h) {
    long mixed = (h ^ (h >>> 31)) * 0xBF58476D1CE4E5B9L;
    return mixed ^ (mixed >>> 29);
  }
}
