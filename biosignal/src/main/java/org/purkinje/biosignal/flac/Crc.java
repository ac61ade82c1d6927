package org.purkinje.biosignal.flac;

/** The checksums of a frame: CRC-8 with polynomial 0x07, CRC-16 with 0x8005, both starting at 0. */
final class Crc {

  private static final int[] TABLE_8 = table(8, 0x07);
  private static final int[] TABLE_16 = table(16, 0x8005);

  private Crc() {}

  static int add8(int crc, int value) {
    return TABLE_8[crc ^ (value & 0xFF)];
  }

  static int add16(int crc, byte[] bytes, int from, int to) {
    int sum = crc;
    for (int i = from; i < to; i++) {
      sum = (sum << 8 & 0xFFFF) ^ TABLE_16[sum >>> 8 ^ (bytes[i] & 0xFF)];
    }
    return sum;
  }

  private static int[] table(int bits, int polynomial) {
    int[] table = new int[256];
    for (int value = 0; value < 256; value++) {
      int sum = value << (bits - 8);
      for (int i = 0; i < 8; i++) {
        boolean carry = (sum >>> (bits - 1) & 1) == 1;
        sum = ((sum << 1) & ((1 << bits) - 1)) ^ (carry ? polynomial : 0);
      }
      table[value] = sum;
    }
    return table;
  }
}
