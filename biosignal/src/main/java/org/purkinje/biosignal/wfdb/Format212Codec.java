package org.purkinje.biosignal.wfdb;

/**
 * Format 212: two 12-bit two's complement samples in three bytes. Byte 0 holds the low 8 bits of
 * the first, byte 1 the high 4 bits of the first in its low half and those of the second in its
 * high half, byte 2 the low 8 bits of the second. A last single sample takes two bytes.
 */
final class Format212Codec implements SampleCodec {

  @Override
  public void decode(
      byte[] packed, int first, int stride, int count, int[] samples, int at, int step) {
    if (stride % 2 == 1) {
      // Every other sample then has the same place in its three bytes.
      decode(packed, first, 2 * stride, (count + 1) / 2, samples, at, 2 * step);
      decode(packed, first + stride, 2 * stride, count / 2, samples, at + step, 2 * step);
    } else if (first % 2 == 0) {
      decodeFirsts(packed, first / 2 * 3, stride / 2 * 3, count, samples, at, step);
    } else {
      decodeSeconds(packed, first / 2 * 3, stride / 2 * 3, count, samples, at, step);
    }
  }

  private static void decodeFirsts(
      byte[] packed, int start, int bytes, int count, int[] samples, int at, int step) {
    for (int k = 0, from = start, to = at; k < count; k++, from += bytes, to += step) {
      // The low half of byte 1 goes to the top of the int and back, which extends its sign.
      samples[to] = ((packed[from + 1] << 28) >> 20) | (packed[from] & 0xFF);
    }
  }

  private static void decodeSeconds(
      byte[] packed, int start, int bytes, int count, int[] samples, int at, int step) {
    for (int k = 0, from = start, to = at; k < count; k++, from += bytes, to += step) {
      samples[to] = ((packed[from + 1] >> 4) << 8) | (packed[from + 2] & 0xFF);
    }
  }

  @Override
  public void encode(int[] samples, int count, byte[] packed) {
    int at = 0;
    for (int i = 0; i < count; i += 2, at += 3) {
      int first = samples[i];
      int second = i + 1 < count ? samples[i + 1] : 0;
      packed[at] = (byte) first;
      packed[at + 1] = (byte) (((first >> 8) & 0x0F) | ((second >> 4) & 0xF0));
      if (i + 1 < count) {
        packed[at + 2] = (byte) second;
      }
    }
  }
}
