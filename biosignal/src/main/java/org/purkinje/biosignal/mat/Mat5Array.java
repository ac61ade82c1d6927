package org.purkinje.biosignal.mat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.purkinje.biosignal.mat.Mat5Element.Place;
import org.purkinje.biosignal.text.StoredText;

/**
 * An array of version 5 as its first elements describe it: flags, dimensions, name.
 *
 * @param kind class of the array
 * @param content the elements behind the name
 */
record Mat5Array(
    int kind,
    boolean isComplex,
    List<Integer> dimensions,
    String name,
    ByteBuffer content,
    Place place) {

  private static final int CELL = 1;
  private static final int STRUCT = 2;
  private static final int OBJECT = 3;
  private static final int CHAR = 4;
  private static final int SPARSE = 5;
  private static final int FIRST_NUMERIC = 6;
  private static final int LAST_REAL = 7;
  private static final int LAST_NUMERIC = 15;
  private static final int FUNCTION = 16;
  private static final int OPAQUE = 17;
  private static final int COMPLEX = 0x800;

  static Mat5Array of(Mat5Element element, Place place) {
    if (element.type() != Mat5Element.MATRIX) {
      throw place.malformed(
          "element of type %d where an array is needed; the file is damaged"
              .formatted(element.type()));
    }
    ByteBuffer in = element.bytes().duplicate().order(element.bytes().order());
    if (!in.hasRemaining()) {
      // An empty field of a struct.
      return new Mat5Array(FIRST_NUMERIC, false, List.of(0, 0), "", in, place);
    }
    ByteBuffer flags = Mat5Element.next(in, place).bytes();
    if (flags.remaining() < 8) {
      throw place.malformed(
          "array flags of %d bytes where 8 are needed; the file is damaged"
              .formatted(flags.remaining()));
    }
    int flag = flags.getInt(0);
    int kind = flag & 0xFF;
    List<Integer> dimensions =
        kind == OPAQUE ? List.of(1, 1) : dimensions(Mat5Element.next(in, place).bytes(), place);
    String name = name(Mat5Element.next(in, place).bytes());
    return new Mat5Array(kind, (flag & COMPLEX) != 0, dimensions, name, in, place);
  }

  private static List<Integer> dimensions(ByteBuffer bytes, Place place) {
    List<Integer> dimensions = new ArrayList<>();
    long product = 1;
    while (bytes.remaining() >= Integer.BYTES) {
      int length = bytes.getInt();
      product *= length;
      if (length < 0 || product > Integer.MAX_VALUE) {
        throw place.malformed(
            "array of the dimensions %s, %d; at most 2^31 − 1 values are read"
                .formatted(dimensions, length));
      }
      dimensions.add(length);
    }
    if (dimensions.size() < 2) {
      throw place.malformed(
          "array of %d dimensions, 2 or more are needed; the file is damaged"
              .formatted(dimensions.size()));
    }
    return List.copyOf(dimensions);
  }

  MatArray value() {
    ByteBuffer in = content.duplicate().order(content.order());
    if (kind == STRUCT) {
      return struct(in);
    }
    if (kind == CHAR || (kind >= FIRST_NUMERIC && kind <= LAST_NUMERIC)) {
      return isComplex ? new MatArray.Other(dimensions, "complex numbers") : values(in);
    }
    return new MatArray.Other(
        dimensions,
        switch (kind) {
          case CELL -> "cell array";
          case OBJECT, OPAQUE -> "object";
          case SPARSE -> "sparse matrix";
          case FUNCTION -> "function handle";
          default -> "array of class " + kind;
        });
  }

  private MatArray values(ByteBuffer in) {
    int count = dimensions.stream().reduce(1, Math::multiplyExact);
    if (count == 0 && !in.hasRemaining()) {
      return new MatArray.Numbers(dimensions, kind <= LAST_REAL, MatType.DOUBLE, in);
    }
    Mat5Element element = Mat5Element.next(in, place);
    MatType type =
        MatType.ofCode(element.type())
            .orElseThrow(
                () ->
                    place.malformed(
                        "values of the unknown type %d; the file is damaged"
                            .formatted(element.type())));
    if (kind == CHAR) {
      return MatArray.text(dimensions, text(type, element.bytes()));
    }
    long bytes = (long) count * type.bytes();
    if (bytes != element.bytes().remaining()) {
      throw place.malformed(
          "%d bytes of values where %s of type %s need %d; the file is damaged"
              .formatted(element.bytes().remaining(), dimensions, type, bytes));
    }
    return new MatArray.Numbers(dimensions, kind <= LAST_REAL, type, element.bytes());
  }

  /** A character may be one or several units, so that their number is not that of the array. */
  private static String text(MatType type, ByteBuffer bytes) {
    if (type == MatType.UTF8) {
      return StoredText.of(bytesOf(bytes));
    }
    if (type == MatType.UTF16 || type == MatType.UINT16) {
      boolean isBig = bytes.order() == ByteOrder.BIG_ENDIAN;
      return (isBig ? StandardCharsets.UTF_16BE : StandardCharsets.UTF_16LE)
          .decode(bytes.duplicate())
          .toString();
    }
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < bytes.remaining() / type.bytes(); i++) {
      text.appendCodePoint((int) type.number(bytes, i) & 0xFFFF);
    }
    return text.toString();
  }

  private MatArray struct(ByteBuffer in) {
    ByteBuffer lengths = Mat5Element.next(in, place).bytes();
    ByteBuffer names = Mat5Element.next(in, place).bytes();
    int length = lengths.remaining() < Integer.BYTES ? 0 : lengths.getInt(0);
    if (length <= 0 || names.remaining() % length != 0) {
      throw place.malformed(
          "field names of %d bytes in all, %d each; the file is damaged"
              .formatted(names.remaining(), length));
    }
    List<String> fields = new ArrayList<>();
    for (int at = 0; at < names.remaining(); at += length) {
      fields.add(name(names.slice(at, length)));
    }
    long count = dimensions.stream().reduce(1, Math::multiplyExact) * (long) fields.size();
    List<Mat5Element> values = new ArrayList<>();
    while (values.size() < count) {
      values.add(Mat5Element.next(in, place));
    }
    return new MatArray.Struct(
        dimensions, fields, at -> Mat5Array.of(values.get(at), place).value());
  }

  private static String name(ByteBuffer bytes) {
    String text = StoredText.of(bytesOf(bytes));
    int end = text.indexOf('\0');
    return end < 0 ? text : text.substring(0, end);
  }

  private static byte[] bytesOf(ByteBuffer bytes) {
    byte[] copy = new byte[bytes.remaining()];
    bytes.duplicate().get(copy);
    return copy;
  }
}
