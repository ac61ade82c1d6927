package org.purkinje.biosignal.wfdb;

/**
 * Format 311: three 10-bit two's complement samples in the low 30 bits of a 32-bit word, the first
 * lowest, low byte first.
 */
final class Format311Codec implements SampleCodec {

  @Override
  public void decode(
      byte[] packed, int first, int stride, int count, int[] samples, int at, int step) {
    for (int k = 0, from = first, to = at; k < count; k++, from += stride, to += step) {
      int third = from % 3;
      // Sample n of a word starts at bit 10 n: in byte n, 2 n bits above its low end.
      int start = from / 3 * 4 + third;
      int bits = (packed[start] & 0xFF) | (packed[start + 1] & 0xFF) << 8;
      samples[to] = ((bits >> (2 * third)) << 22) >> 22;
    }
  }

  @Override
  public void encode(int[] samples, int count, byte[] packed) {
    for (int i = 0; i < count; i += 3) {
      int word = 0;
      int n = Math.min(3, count - i);
      for (int j = 0; j < n; j++) {
        word |= (samples[i + j] & 0x3FF) << (10 * j);
      }
      for (int b = 0; b < (10 * n + 7) / 8; b++) {
        packed[i / 3 * 4 + b] = (byte) (word >> (8 * b));
      }
    }
  }
}
