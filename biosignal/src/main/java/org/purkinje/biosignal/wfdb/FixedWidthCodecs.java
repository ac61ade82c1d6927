package org.purkinje.biosignal.wfdb;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Formats of one to four whole bytes per sample: a two's complement number, low byte first where
 * nothing else is said. Each has loops of its own, with its offset as a constant: shared by two
 * formats, they take half as long again to decode.
 */
final class FixedWidthCodecs {

  private static final VarHandle SHORT =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle SHORT_HIGH_FIRST =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  private FixedWidthCodecs() {}

  /**
   * Format 8: the difference to the sample before of the same signal; {@link SignalFile} adds them
   * up.
   */
  static final class Format8 implements SampleCodec {

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

  /** Format 80: unsigned, {@link #OFFSET} more than its value. */
  static final class Format80 implements SampleCodec {

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

  /** Format 16. */
  static final class Format16 implements SampleCodec {

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

  /** Format 61: high byte first. */
  static final class Format61 implements SampleCodec {

    @Override
    public void decode(
        byte[] packed, int first, int stride, int count, int[] samples, int at, int step) {
      for (int k = 0, from = 2 * first, to = at; k < count; k++, from += 2 * stride, to += step) {
        samples[to] = (short) SHORT_HIGH_FIRST.get(packed, from);
      }
    }

    @Override
    public void encode(int[] samples, int count, byte[] packed) {
      for (int i = 0; i < count; i++) {
        SHORT_HIGH_FIRST.set(packed, 2 * i, (short) samples[i]);
      }
    }
  }

  /** Format 160: unsigned, {@link #OFFSET} more than its value. */
  static final class Format160 implements SampleCodec {

    private static final int OFFSET = 1 << 15;

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

  /** Format 24. */
  static final class Format24 implements SampleCodec {

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

  /** Format 32. */
  static final class Format32 implements SampleCodec {

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
}
