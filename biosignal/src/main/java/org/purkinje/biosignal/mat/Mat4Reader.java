package org.purkinje.biosignal.mat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.purkinje.biosignal.MalformedFileException;

/**
 * Reads version 4: for each variable five 32-bit integers (type, rows, columns, whether there is an
 * imaginary part, length of the name), the name, and the numbers column by column. The type's
 * decimal digits are byte order, 0, storage and kind.
 */
final class Mat4Reader {

  private static final int HEADER_BYTES = 20;
  private static final MatType[] STORAGE = {
    MatType.DOUBLE, MatType.SINGLE, MatType.INT32, MatType.INT16, MatType.UINT16, MatType.UINT8
  };

  private Mat4Reader() {}

  static Map<String, MatArray> read(String source, byte[] file) {
    Map<String, MatArray> variables = new LinkedHashMap<>();
    ByteBuffer in = ByteBuffer.wrap(file);
    while (in.hasRemaining()) {
      readVariable(source, in, variables);
    }
    return variables;
  }

  private static void readVariable(String source, ByteBuffer in, Map<String, MatArray> variables) {
    int start = in.position();
    require(
        source, start, in.remaining() >= HEADER_BYTES, "header of a variable must have 20 bytes");
    // A type is below 5,000 in its own byte order.
    in.order(ByteOrder.LITTLE_ENDIAN);
    if (Integer.compareUnsigned(in.getInt(start), 5_000) >= 0) {
      in.order(ByteOrder.BIG_ENDIAN);
    }
    int type = in.getInt();
    int rows = in.getInt();
    int columns = in.getInt();
    int imaginary = in.getInt();
    int nameLength = in.getInt();
    int storage = type / 10 % 10;
    int order = type / 1000;
    require(
        source,
        start,
        type >= 0
            && order == (in.order() == ByteOrder.LITTLE_ENDIAN ? 0 : 1)
            && type / 100 % 10 == 0
            && storage < STORAGE.length
            && type % 10 <= 1,
        "type must be that of a numeric or text matrix of version 4, got " + type);
    require(source, start, imaginary == 0, "numbers must be real, got complex ones");
    MatType stored = STORAGE[storage];
    long bytes = (long) rows * columns * stored.bytes();
    require(
        source,
        start,
        rows >= 0
            && columns >= 0
            && (rows == 0 || columns <= Integer.MAX_VALUE / rows)
            && nameLength >= 1
            && nameLength <= in.remaining()
            && bytes <= in.remaining() - nameLength,
        "file must hold the %d × %d numbers of the variable, got %d bytes; it was truncated"
            .formatted(rows, columns, in.remaining()));
    byte[] name = new byte[nameLength];
    in.get(name);
    ByteBuffer numbers = in.slice(in.position(), (int) bytes).order(in.order());
    in.position(in.position() + (int) bytes);
    variables.put(
        new String(name, StandardCharsets.ISO_8859_1).replace("\0", ""),
        type % 10 == 1
            ? text(rows, columns, stored, numbers)
            : new MatArray.Numbers(
                rows,
                columns,
                stored == MatType.DOUBLE || stored == MatType.SINGLE,
                stored,
                numbers));
  }

  private static MatArray text(int rows, int columns, MatType stored, ByteBuffer numbers) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < rows * columns; i++) {
      text.append((char) stored.number(numbers, i));
    }
    return new MatArray.Text(text.toString());
  }

  private static void require(String source, int at, boolean holds, String problem) {
    if (!holds) {
      throw new MalformedFileException(source, "byte " + at, problem);
    }
  }
}
