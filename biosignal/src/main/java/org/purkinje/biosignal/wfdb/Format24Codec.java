package org.purkinje.biosignal.wfdb;

/** Format 24: each sample is a 24-bit two's complement number, low byte first. */
final class Format24Codec implements SampleCodec {

  @Override
  public void decode(
      byte[] packed, int first, int stride, int count, int[] samples, int at, int step) {
    for (int k = 0, from = 3 * first, to = at; k < count; k++, from += 3 * stride, to += step) {
      samples[to] =
          (packed[from + 2] << 16) | ((packed[from + 1] & 0xFF) << 8) | (packed[from] & 0xFF);
    }
  }

  @Override
  public void encode(int[] samples, int count, byte[] packed) {
    for (int i = 0; i < count; i++) {
      packed[3 * i] = (byte) samples[i];
      packed[3 * i + 1] = (byte) (samples[i] >> 8);
      packed[3 * i + 2] = (byte) (samples[i] >> 16);
    }
  }
}
