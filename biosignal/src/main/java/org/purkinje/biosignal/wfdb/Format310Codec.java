package org.purkinje.biosignal.wfdb;

/**
 * Format 310: three 10-bit two's complement samples in two 16-bit words, low byte first. Bits 1 to
 * 10 of either word are the first and the second sample; bits 11 to 15 of the first word are the
 * low and those of the second word the high half of the third. Bit 0 is not used.
 */
final class Format310Codec implements SampleCodec {

  @Override
  public void decode(
      byte[] packed, int first, int stride, int count, int[] samples, int at, int step) {
    for (int k = 0, from = first, to = at; k < count; k++, from += stride, to += step) {
      int start = from / 3 * 4;
      samples[to] =
          switch (from % 3) {
            case 0 -> extend(word(packed, start) >> 1);
            case 1 -> extend(word(packed, start + 2) >> 1);
            default ->
                extend((packed[start + 1] & 0xFF) >> 3 | ((packed[start + 3] & 0xFF) >> 3) << 5);
          };
    }
  }

  private static int word(byte[] packed, int at) {
    return (packed[at] & 0xFF) | (packed[at + 1] & 0xFF) << 8;
  }

  private static int extend(int bits) {
    return bits << 22 >> 22;
  }

  @Override
  public void encode(int[] samples, int count, byte[] packed) {
    for (int i = 0; i < count; i += 3) {
      int third = i + 2 < count ? samples[i + 2] & 0x3FF : 0;
      set(packed, i / 3 * 4, (samples[i] & 0x3FF) << 1 | (third & 0x1F) << 11);
      if (i + 1 < count) {
        set(packed, i / 3 * 4 + 2, (samples[i + 1] & 0x3FF) << 1 | (third >> 5) << 11);
      }
    }
  }

  private static void set(byte[] packed, int at, int word) {
    packed[at] = (byte) word;
    packed[at + 1] = (byte) (word >> 8);
  }
}
