package org.purkinje.biosignal.wfdb;

/**
 * Format 8: each sample is an 8-bit two's complement number, the difference to the sample before of
 * the same signal. The codec gives the differences; {@link SignalFile} adds them up.
 */
final class Format8Codec implements SampleCodec {

  @Override
  public void decode(
      byte[] packed, int first, int stride, int count, int[] samples, int at, int step) {
    for (int k = 0, from = first, to = at; k < count; k++, from += stride, to += step) {
      samples[to] = packed[from];
    }
  }

  @Override
  public void encode(int[] samples, int count, byte[] packed) {
    for (int i = 0; i < count; i++) {
      packed[i] = (byte) samples[i];
    }
  }
}
