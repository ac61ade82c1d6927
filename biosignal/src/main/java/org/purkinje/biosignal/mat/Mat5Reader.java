package org.purkinje.biosignal.mat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.purkinje.biosignal.MalformedFileException;
import org.purkinje.biosignal.mat.Mat5Element.Place;

/**
 * Finds the variables of version 5: 128 bytes of header, then elements. A variable is an element of
 * elements, and may be compressed as a whole; then only its start is unpacked for its name.
 *
 * @see <a href="https://www.mathworks.com/help/pdf_doc/matlab/matfile_format.pdf">MAT-File
 *     Format</a>
 */
final class Mat5Reader {

  private static final int HEADER_BYTES = 128;

  /** Holds the name of every variable that MATLAB writes. */
  private static final int START_BYTES = 1 << 10;

  private Mat5Reader() {}

  static MatVariables read(String source, byte[] file) {
    ByteBuffer in = ByteBuffer.wrap(file);
    in.order(file[126] == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    in.position(HEADER_BYTES);
    MatVariables variables = new MatVariables(source);
    while (in.remaining() >= 8) {
      Place place = new Place(source, in.position());
      Mat5Element element = Mat5Element.next(in, place);
      if (element.type() == Mat5Element.COMPRESSED) {
        variables.add(
            packedName(element, place), () -> Mat5Array.of(element.unpacked(place), place).value());
      } else if (element.type() == Mat5Element.MATRIX) {
        variables.add(
            Mat5Array.of(element, place).name(), () -> Mat5Array.of(element, place).value());
      }
    }
    if (in.hasRemaining()) {
      throw new MalformedFileException(
          source,
          "byte " + in.position(),
          "%d bytes behind the last variable; the file was truncated or damaged"
              .formatted(in.remaining()));
    }
    return variables;
  }

  private static String packedName(Mat5Element packed, Place place) {
    ByteBuffer start = packed.unpackedStart(START_BYTES, place);
    if (start.remaining() < 8) {
      throw place.malformed("compressed element of fewer than 8 bytes; the file is damaged");
    }
    int type = start.getInt();
    int length = start.getInt();
    if (length >= 0 && length <= start.remaining()) {
      start.limit(start.position() + length);
    }
    return Mat5Array.of(new Mat5Element(type, start.slice().order(start.order())), place).name();
  }
}
