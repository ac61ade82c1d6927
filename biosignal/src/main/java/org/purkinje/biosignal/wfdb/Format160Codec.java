package org.purkinje.biosignal.wfdb;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Format 160: each sample is an unsigned 16-bit number, 32,768 more than its value, low byte first.
 */
final class Format160Codec implements SampleCodec {

  private static final int OFFSET = 1 << 15;

  private static final VarHandle SHORT =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);

  @Override
  public void decode(
      byte[] packed, int first, int stride, int count, int[] samples, int at, int step) {
    for (int k = 0, from = 2 * first, to = at; k < count; k++, from += 2 * stride, to += step) {
      samples[to] = ((short) SHORT.get(packed, from) & 0xFFFF) - OFFSET;
    }
  }

  @Override
  public void encode(int[] samples, int count, byte[] packed) {
    for (int i = 0; i < count; i++) {
      SHORT.set(packed, 2 * i, (short) (samples[i] + OFFSET));
    }
  }
}
