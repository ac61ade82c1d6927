package org.purkinje.jobsupport.table;

/**
 * The bytes of a chunk of samples in a table: each sample's difference from the one before (the
 * first's from 0), in {@code bits} bits with its sign folded into the lowest (0, -1, 1, -2 become
 * 0, 1, 2, 3), first the lowest byte of every sample, then the next byte of every sample.
 *
 * <p>Of ECG this leaves upper bytes of zeros, which compress to half of what plain numbers do, in a
 * third of the time.
 */
final class PackedSamples {

  private PackedSamples() {}

  /**
   * @param samples shape [samples], each within {@code bits}
   * @param bits 16 or 32
   * @return shape [samples × bits / 8]
   */
  static byte[] pack(int[] samples, int bits) {
    int n = samples.length;
    byte[] packed = new byte[n * (bits / Byte.SIZE)];
    int previous = 0;
    for (int i = 0; i < n; i++) {
      int difference = within(bits, samples[i] - previous);
      previous = samples[i];
      int folded = (difference << 1) ^ (difference >> 31);
      packed[i] = (byte) folded;
      packed[n + i] = (byte) (folded >>> 8);
      if (bits == Integer.SIZE) {
        packed[2 * n + i] = (byte) (folded >>> 16);
        packed[3 * n + i] = (byte) (folded >>> 24);
      }
    }
    return packed;
  }

  /**
   * @param packed as {@link #pack} gives it
   * @return shape [samples]
   */
  static int[] unpack(byte[] packed, int bits) {
    return bits == Short.SIZE ? unpackShorts(packed) : unpackInts(packed);
  }

  private static int[] unpackShorts(byte[] packed) {
    int n = packed.length / Short.BYTES;
    int[] samples = new int[n];
    int sample = 0;
    for (int i = 0; i < n; i++) {
      int folded = (packed[i] & 0xFF) | ((packed[n + i] & 0xFF) << 8);
      sample = (short) (sample + ((folded >>> 1) ^ -(folded & 1)));
      samples[i] = sample;
    }
    return samples;
  }

  private static int[] unpackInts(byte[] packed) {
    int n = packed.length / Integer.BYTES;
    int[] samples = new int[n];
    int sample = 0;
    for (int i = 0; i < n; i++) {
      int folded =
          (packed[i] & 0xFF)
              | ((packed[n + i] & 0xFF) << 8)
              | ((packed[2 * n + i] & 0xFF) << 16)
              | (packed[3 * n + i] << 24);
      sample += (folded >>> 1) ^ -(folded & 1);
      samples[i] = sample;
    }
    return samples;
  }

  private static int within(int bits, int number) {
    return bits == Short.SIZE ? (short) number : number;
  }
}
