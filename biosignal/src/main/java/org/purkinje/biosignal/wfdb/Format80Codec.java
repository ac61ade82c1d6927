package org.purkinje.biosignal.wfdb;

/** Format 80: each sample is an unsigned byte, 128 more than its value. */
final class Format80Codec implements SampleCodec {

  private static final int OFFSET = 128;

  @Override
  public void decode(
      byte[] packed, int first, int stride, int count, int[] samples, int at, int step) {
    for (int k = 0, from = first, to = at; k < count; k++, from += stride, to += step) {
      samples[to] = (packed[from] & 0xFF) - OFFSET;
    }
  }

  @Override
  public void encode(int[] samples, int count, byte[] packed) {
    for (int i = 0; i < count; i++) {
      packed[i] = (byte) (samples[i] + OFFSET);
    }
  }
}
