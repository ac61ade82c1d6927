package org.purkinje.biosignal.mat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.purkinje.biosignal.MalformedFileException;
import org.purkinje.biosignal.text.StoredText;

/**
 * Reads version 4: for each variable five 32-bit integers (type, rows, columns, whether there is an
 * imaginary part, length of the name), the name, and the numbers column by column. The type's
 * decimal digits are byte order, 0, storage and kind.
 */
final class Mat4Reader {

  private static final int HEADER_BYTES = 20;
  private static final int TEXT = 1;
  private static final int SPARSE = 2;
  private static final MatType[] STORAGE = {
    MatType.DOUBLE, MatType.SINGLE, MatType.INT32, MatType.INT16, MatType.UINT16, MatType.UINT8
  };

  private final String source;
  private final ByteBuffer in;

  private Mat4Reader(String source, byte[] file) {
    this.source = source;
    this.in = ByteBuffer.wrap(file);
  }

  static MatVariables read(String source, byte[] file) {
    Mat4Reader reader = new Mat4Reader(source, file);
    MatVariables variables = new MatVariables(source);
    while (reader.in.hasRemaining()) {
      reader.readVariable(variables);
    }
    return variables;
  }

  private void readVariable(MatVariables variables) {
    int start = in.position();
    if (in.remaining() < HEADER_BYTES) {
      throw malformed(
          start,
          "%d bytes where a variable's 20 begin; it was truncated".formatted(in.remaining()));
    }
    // A type is below 5,000 in its own byte order.
    in.order(ByteOrder.LITTLE_ENDIAN);
    if (Integer.compareUnsigned(in.getInt(start), 5_000) >= 0) {
      in.order(ByteOrder.BIG_ENDIAN);
    }
    int type = in.getInt();
    int rows = in.getInt();
    int columns = in.getInt();
    boolean isComplex = in.getInt() != 0;
    int nameLength = in.getInt();
    int storage = type / 10 % 10;
    int kind = type % 10;
    boolean isKnown =
        type >= 0
            && type / 1000 == (in.order() == ByteOrder.LITTLE_ENDIAN ? 0 : 1)
            && type / 100 % 10 == 0
            && storage < STORAGE.length
            && kind <= SPARSE;
    if (!isKnown) {
      throw malformed(
          start,
          "type %d, which no variable of version 4 has; it is no MATLAB file or damaged"
              .formatted(type));
    }
    MatType stored = STORAGE[storage];
    long bytes = (long) rows * columns * stored.bytes() * (isComplex ? 2 : 1);
    boolean fits =
        rows >= 0
            && columns >= 0
            && (rows == 0 || columns <= Integer.MAX_VALUE / rows)
            && nameLength >= 1
            && nameLength <= in.remaining()
            && bytes <= in.remaining() - nameLength;
    if (!fits) {
      throw malformed(
          start,
          "variable of %d × %d numbers, but %d bytes are left; it was truncated or is damaged"
              .formatted(rows, columns, in.remaining()));
    }
    byte[] name = new byte[nameLength];
    in.get(name);
    ByteBuffer numbers = in.slice(in.position(), (int) bytes).order(in.order());
    in.position(in.position() + (int) bytes);
    List<Integer> dimensions = List.of(rows, columns);
    variables.add(
        StoredText.of(name).replace("\0", ""),
        () -> value(dimensions, kind, isComplex, stored, numbers));
  }

  private static MatArray value(
      List<Integer> dimensions, int kind, boolean isComplex, MatType stored, ByteBuffer numbers) {
    if (kind == SPARSE) {
      return new MatArray.Other(dimensions, "sparse matrix");
    }
    if (isComplex) {
      return new MatArray.Other(dimensions, "complex numbers");
    }
    if (kind == TEXT) {
      StringBuilder text = new StringBuilder();
      for (int i = 0; i < dimensions.get(0) * dimensions.get(1); i++) {
        text.append((char) stored.number(numbers, i));
      }
      return MatArray.text(dimensions, text.toString());
    }
    boolean isReal = stored == MatType.DOUBLE || stored == MatType.SINGLE;
    return new MatArray.Numbers(dimensions, isReal, stored, numbers);
  }

  private MalformedFileException malformed(int at, String problem) {
    return new MalformedFileException(source, "byte " + at, problem);
  }
}
