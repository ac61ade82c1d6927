package org.purkinje.biosignal.vital;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import org.purkinje.biosignal.recording.Channel;

/** How a track's numbers are stored; in the format page's order, codes from 1 on. */
enum NumberFormat {
  FLOAT(Float.BYTES, Long.MIN_VALUE),
  DOUBLE(Double.BYTES, Long.MIN_VALUE),
  CHAR(Byte.BYTES, Byte.MIN_VALUE),
  BYTE(Byte.BYTES, 0xFF),
  SHORT(Short.BYTES, Short.MIN_VALUE),
  WORD(Short.BYTES, 0xFFFF),
  LONG(Integer.BYTES, Integer.MIN_VALUE),
  DWORD(Integer.BYTES, 0xFFFF_FFFFL);

  /** Larger real samples stand for missing ones, as the format's own reader has it. */
  private static final float LARGEST = 4e9f;

  private final int bytes;
  private final long missing;

  NumberFormat(int bytes, long missing) {
    this.bytes = bytes;
    this.missing = missing;
  }

  static boolean isCode(int code) {
    return code >= 1 && code <= values().length;
  }

  static NumberFormat ofCode(int code) {
    return values()[code - 1];
  }

  /** Length of a number. */
  int bytes() {
    return bytes;
  }

  /** The whole number that stands for a missing sample in packed files. */
  long missing() {
    return missing;
  }

  boolean isReal() {
    return this == FLOAT || this == DOUBLE;
  }

  /** A whole number. */
  long whole(ByteBuffer from) {
    return switch (this) {
      case CHAR -> from.get();
      case BYTE -> from.get() & 0xFF;
      case SHORT -> from.getShort();
      case WORD -> from.getShort() & 0xFFFF;
      case LONG -> from.getInt();
      case DWORD -> Integer.toUnsignedLong(from.getInt());
      case FLOAT, DOUBLE -> throw new IllegalStateException("no whole number: " + this);
    };
  }

  /** A real sample as a channel keeps it. */
  int floatBits(ByteBuffer from) {
    float number = this == FLOAT ? from.getFloat() : (float) from.getDouble();
    boolean isMissing = Float.isInfinite(number) || number > LARGEST;
    return isMissing ? Channel.MISSING_FLOAT : Channel.floatBits(number);
  }

  /** A number in decimals, as few as tell it from its neighbours, e.g. {@code 72}. */
  String text(ByteBuffer from) {
    if (!isReal()) {
      return Long.toString(whole(from));
    }
    String text =
        this == FLOAT ? Float.toString(from.getFloat()) : Double.toString(from.getDouble());
    boolean isNumber = Character.isDigit(text.charAt(text.length() - 1));
    return isNumber ? new BigDecimal(text).stripTrailingZeros().toPlainString() : text;
  }
}
