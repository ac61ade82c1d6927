package org.purkinje.biosignal.mat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.purkinje.biosignal.MalformedFileException;

/**
 * Reads version 5: 128 bytes of header, then elements, each a type, a length and as many bytes,
 * padded to eight; short ones keep both numbers in four bytes. A variable is an element of
 * elements, and may be compressed as a whole.
 *
 * @see <a href="https://www.mathworks.com/help/pdf_doc/matlab/matfile_format.pdf">MAT-File
 *     Format</a>
 */
final class Mat5Reader {

  private static final int HEADER_BYTES = 128;
  private static final int MATRIX = 14;
  private static final int COMPRESSED = 15;
  private static final int STRUCT = 2;
  private static final int CHAR = 4;
  private static final int FIRST_NUMERIC = 6;
  private static final int LAST_NUMERIC = 15;
  private static final int LAST_REAL = 7;
  private static final int COMPLEX = 0x800;
  private static final int DEEPEST = 16;

  /** Deflate cannot pack more densely. */
  private static final long MOST_INFLATED = 1_032;

  private final String source;

  /** Place of the variable in the file, for errors. */
  private long place;

  private Mat5Reader(String source) {
    this.source = source;
  }

  static Map<String, MatArray> read(String source, byte[] file) {
    return new Mat5Reader(source).variables(file);
  }

  /** A type, and the bytes that belong to it. */
  private record Element(int type, ByteBuffer bytes) {}

  private Map<String, MatArray> variables(byte[] file) {
    ByteBuffer in = ByteBuffer.wrap(file);
    in.order(file[126] == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    in.position(HEADER_BYTES);
    Map<String, MatArray> variables = new LinkedHashMap<>();
    while (in.remaining() >= 8) {
      place = in.position();
      Element element = element(in);
      if (element.type() == COMPRESSED) {
        element = element(inflated(element.bytes()));
      }
      if (element.type() == MATRIX) {
        readMatrix(element.bytes(), variables, 0);
      }
    }
    if (in.hasRemaining()) {
      throw malformed(
          "file must end after an element, got %d bytes more".formatted(in.remaining()));
    }
    return variables;
  }

  /** Takes the next element; those at the top of a file are not padded when compressed. */
  private Element element(ByteBuffer in) {
    if (in.remaining() < 8) {
      throw malformed("an element must have 8 bytes or more, got " + in.remaining());
    }
    int first = in.getInt();
    int type = first;
    int length;
    int padding;
    if (first >>> Short.SIZE != 0) {
      type = first & 0xFFFF;
      length = first >>> Short.SIZE;
      padding = 4 - length;
    } else {
      length = in.getInt();
      padding = type == COMPRESSED ? 0 : -length & 7;
    }
    if (length < 0 || length > in.remaining() || padding < 0) {
      throw malformed(
          "an element of %d bytes must fit, got %d; the file was truncated or damaged"
              .formatted(length, in.remaining()));
    }
    ByteBuffer bytes = in.slice(in.position(), length).order(in.order());
    in.position(Math.min(in.limit(), in.position() + length + padding));
    return new Element(type, bytes);
  }

  private ByteBuffer inflated(ByteBuffer compressed) {
    Inflater inflater = new Inflater();
    try {
      byte[] packed = new byte[compressed.remaining()];
      compressed.get(packed);
      inflater.setInput(packed);
      byte[] tag = new byte[8];
      if (inflater.inflate(tag) < tag.length) {
        throw malformed("a compressed element must hold 8 bytes or more");
      }
      long length =
          Integer.toUnsignedLong(ByteBuffer.wrap(tag).order(compressed.order()).getInt(4));
      if (length > MOST_INFLATED * packed.length || length > Integer.MAX_VALUE - 16) {
        throw malformed(
            "%d compressed bytes must hold fewer than %d, got %d"
                .formatted(packed.length, MOST_INFLATED * packed.length, length));
      }
      byte[] all = new byte[8 + (int) length];
      System.arraycopy(tag, 0, all, 0, tag.length);
      int at = tag.length;
      while (at < all.length) {
        int read = inflater.inflate(all, at, all.length - at);
        if (read == 0) {
          throw malformed(
              "a compressed element must hold %d bytes, got %d; the file was truncated or damaged"
                  .formatted(length, at - 8));
        }
        at += read;
      }
      return ByteBuffer.wrap(all).order(compressed.order());
    } catch (DataFormatException e) {
      throw malformed("a compressed element must be a zlib stream, got " + e.getMessage());
    } finally {
      inflater.end();
    }
  }

  private void readMatrix(ByteBuffer in, Map<String, MatArray> variables, int depth) {
    if (in.remaining() == 0) {
      // An empty field of a struct.
      variables.put("", new MatArray.Other("empty"));
      return;
    }
    ByteBuffer flags = element(in).bytes();
    if (flags.remaining() < 8) {
      throw malformed("array flags must have 8 bytes, got " + flags.remaining());
    }
    int flag = flags.getInt(0);
    int kind = flag & 0xFF;
    ByteBuffer dimensions = element(in).bytes();
    Element nameElement = element(in);
    String name = ascii(nameElement.bytes());
    if (kind == STRUCT) {
      variables.put(name, struct(in, depth));
    } else if (kind == CHAR || (kind >= FIRST_NUMERIC && kind <= LAST_NUMERIC)) {
      if ((flag & COMPLEX) != 0) {
        throw malformed("numbers of %s must be real, got complex ones".formatted(name));
      }
      variables.put(name, numbers(in, dimensions, name, kind));
    } else {
      variables.put(name, new MatArray.Other("class " + kind));
    }
  }

  private MatArray numbers(ByteBuffer in, ByteBuffer dimensions, String name, int kind) {
    if (dimensions.remaining() < 8) {
      throw malformed("%s must have two dimensions or more".formatted(name));
    }
    long rows = dimensions.getInt(0);
    long columns = 1;
    for (int at = 4; at + 4 <= dimensions.remaining(); at += 4) {
      columns = Math.multiplyExact(columns, Math.max(0, dimensions.getInt(at)));
      if (columns > Integer.MAX_VALUE) {
        throw malformed("%s must have fewer than 2^31 columns".formatted(name));
      }
    }
    Element element = element(in);
    MatType type =
        MatType.ofCode(element.type())
            .orElseThrow(
                () ->
                    malformed(
                        "type of the numbers of %s is unknown, got %d"
                            .formatted(name, element.type())));
    if (rows < 0 || rows * columns * type.bytes() != element.bytes().remaining()) {
      throw malformed(
          "%s of %d × %d must have %d bytes, got %d"
              .formatted(
                  name, rows, columns, rows * columns * type.bytes(), element.bytes().remaining()));
    }
    if (kind == CHAR) {
      return new MatArray.Text(text(type, element.bytes(), (int) (rows * columns)));
    }
    return new MatArray.Numbers(
        (int) rows, (int) columns, kind <= LAST_REAL, type, element.bytes());
  }

  private MatArray struct(ByteBuffer in, int depth) {
    if (depth == DEEPEST) {
      throw malformed("structs must be nested 16 deep or less");
    }
    ByteBuffer lengths = element(in).bytes();
    ByteBuffer names = element(in).bytes();
    int length = lengths.remaining() < 4 ? 0 : lengths.getInt(0);
    if (length <= 0 || names.remaining() % length != 0) {
      throw malformed("names of fields must have equal lengths above 0, got " + length);
    }
    Map<String, MatArray> fields = new LinkedHashMap<>();
    for (int at = 0; at < names.remaining() && in.hasRemaining(); at += length) {
      Map<String, MatArray> value = new LinkedHashMap<>();
      Element element = element(in);
      if (element.type() == MATRIX) {
        readMatrix(element.bytes(), value, depth + 1);
        fields.put(ascii(names.slice(at, length)), value.values().iterator().next());
      }
    }
    return new MatArray.Struct(fields);
  }

  private static String text(MatType type, ByteBuffer bytes, int count) {
    if (type == MatType.UTF8) {
      return StandardCharsets.UTF_8.decode(bytes.duplicate()).toString();
    }
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      text.append((char) type.number(bytes, i));
    }
    return text.toString();
  }

  private static String ascii(ByteBuffer bytes) {
    String text = StandardCharsets.ISO_8859_1.decode(bytes.duplicate()).toString();
    int end = text.indexOf('\0');
    return end < 0 ? text : text.substring(0, end);
  }

  private MalformedFileException malformed(String problem) {
    return new MalformedFileException(source, "variable at byte " + place, problem);
  }
}
