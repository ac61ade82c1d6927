package org.purkinje.biosignal.wfdb;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Format 61: each sample is a 16-bit two's complement number, high byte first. */
final class Format61Codec implements SampleCodec {

  private static final VarHandle SHORT =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);

  @Override
  public void decode(
      byte[] packed, int first, int stride, int count, int[] samples, int at, int step) {
    for (int k = 0, from = 2 * first, to = at; k < count; k++, from += 2 * stride, to += step) {
      samples[to] = (short) SHORT.get(packed, from);
    }
  }

  @Override
  public void encode(int[] samples, int count, byte[] packed) {
    for (int i = 0; i < count; i++) {
      SHORT.set(packed, 2 * i, (short) samples[i]);
    }
  }
}
