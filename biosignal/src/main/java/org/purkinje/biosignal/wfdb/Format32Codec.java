package org.purkinje.biosignal.wfdb;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Format 32: each sample is a 32-bit two's complement number, low byte first. */
final class Format32Codec implements SampleCodec {

  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  @Override
  public void decode(
      byte[] packed, int first, int stride, int count, int[] samples, int at, int step) {
    for (int k = 0, from = 4 * first, to = at; k < count; k++, from += 4 * stride, to += step) {
      samples[to] = (int) INT.get(packed, from);
    }
  }

  @Override
  public void encode(int[] samples, int count, byte[] packed) {
    for (int i = 0; i < count; i++) {
      INT.set(packed, 4 * i, samples[i]);
    }
  }
}
