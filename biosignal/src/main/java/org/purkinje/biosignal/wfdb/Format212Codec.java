package org.purkinje.biosignal.wfdb;

/**
 * Format 212: two 12-bit two's complement samples in three bytes. Byte 0 holds the low 8 bits of
 * the first, byte 1 the high 4 bits of the first in its low half and those of the second in its
 * high half, byte 2 the low 8 bits of the second. A last single sample takes two bytes.
 */
final class Format212Codec implements SampleCodec {

  @Override
  public void decode(byte[] packed, int[] samples, int count) {
    int at = 0;
    int i = 0;
    for (; i + 1 < count; i += 2, at += 3) {
      samples[i] = first(packed, at);
      samples[i + 1] = (packed[at + 1] >> 4) << 8 | packed[at + 2] & 0xFF;
    }
    if (i < count) {
      samples[i] = first(packed, at);
    }
  }

  private static int first(byte[] packed, int at) {
    // The low half of byte 1 goes to the top of the int and back, which extends its sign.
    return (packed[at + 1] << 28) >> 20 | packed[at] & 0xFF;
  }

  @Override
  public void encode(int[] samples, int count, byte[] packed) {
    int at = 0;
    for (int i = 0; i < count; i += 2, at += 3) {
      int first = samples[i];
      int second = i + 1 < count ? samples[i + 1] : 0;
      packed[at] = (byte) first;
      packed[at + 1] = (byte) (first >> 8 & 0x0F | second >> 4 & 0xF0);
      if (i + 1 < count) {
        packed[at + 2] = (byte) second;
      }
    }
  }
}
