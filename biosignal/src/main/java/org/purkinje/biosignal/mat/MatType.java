package org.purkinje.biosignal.mat;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/** How numbers are stored. */
enum MatType {
  INT8(1, 1),
  UINT8(2, 1),
  INT16(3, 2),
  UINT16(4, 2),
  INT32(5, 4),
  UINT32(6, 4),
  SINGLE(7, 4),
  DOUBLE(9, 8),
  INT64(12, 8),
  UINT64(13, 8),
  UTF8(16, 1),
  UTF16(17, 2),
  UTF32(18, 4);

  private final int code;
  private final int bytes;

  MatType(int code, int bytes) {
    this.code = code;
    this.bytes = bytes;
  }

  /** The type whose number in a version 5 file is {@code code}. */
  static Optional<MatType> ofCode(int code) {
    return Arrays.stream(values()).filter(type -> type.code == code).findFirst();
  }

  int bytes() {
    return bytes;
  }

  /** The number at an index; of 64-bit integers the nearest one. */
  double number(ByteBuffer numbers, int index) {
    int at = index * bytes;
    return switch (this) {
      case INT8 -> numbers.get(at);
      case UINT8, UTF8 -> numbers.get(at) & 0xFF;
      case INT16 -> numbers.getShort(at);
      case UINT16, UTF16 -> numbers.getShort(at) & 0xFFFF;
      case INT32 -> numbers.getInt(at);
      case UINT32, UTF32 -> Integer.toUnsignedLong(numbers.getInt(at));
      case SINGLE -> numbers.getFloat(at);
      case DOUBLE -> numbers.getDouble(at);
      case INT64, UINT64 -> numbers.getLong(at);
    };
  }
}
