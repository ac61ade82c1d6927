package org.purkinje.biosignal.vital;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.ZipException;
import org.purkinje.biosignal.MalformedFileException;
import org.purkinje.biosignal.text.StoredText;

/**
 * Reads the fields of one packet after another, each a type of one byte, a length of four, then as
 * many bytes; no field may go beyond its packet. What is left of a packet is skipped.
 */
final class PacketReader implements Closeable {

  /** Longest name or unit, bytes. */
  static final int MAX_NAME = 1_000;

  /** Longest text of an event, bytes. */
  static final int MAX_TEXT = 1_000_000;

  private static final int HEAD_BYTES = 5;
  private static final int SCRATCH_BYTES = 1 << 13;

  private final String source;
  private final InputStream in;
  private final byte[] scratch = new byte[SCRATCH_BYTES];
  private final ByteBuffer buffer = ByteBuffer.wrap(scratch).order(ByteOrder.LITTLE_ENDIAN);
  private long start;
  private long position;
  private long left;
  private int type;

  PacketReader(String source, InputStream in) {
    this.source = source;
    this.in = new BufferedInputStream(in, 1 << 14);
  }

  /** Reads on into the file's header, of which only what this asks for can be read. */
  void openHeader(int bytes) {
    left = bytes;
  }

  /** Goes on to the next packet; {@code false} at the end of the file. */
  boolean next() throws IOException {
    skipRest();
    start = position;
    int found = read(scratch, HEAD_BYTES);
    if (found == 0) {
      return false;
    }
    if (found < HEAD_BYTES) {
      throw malformed("%d bytes where a packet's 5 begin; the file was truncated".formatted(found));
    }
    type = scratch[0] & 0xFF;
    left = Integer.toUnsignedLong(buffer.clear().getInt(1));
    return true;
  }

  int type() {
    return type;
  }

  /** Bytes of the packet that were not read. */
  long left() {
    return left;
  }

  /** The packet's next bytes, at most 8192; valid until more is read. */
  ByteBuffer take(int bytes) throws IOException {
    if (bytes > left) {
      throw malformed(
          "%d bytes left of a packet that needs %d more; the file is damaged"
              .formatted(left, bytes));
    }
    int found = read(scratch, bytes);
    if (found < bytes) {
      throw truncated();
    }
    left -= bytes;
    return buffer.clear().limit(bytes);
  }

  int unsignedByte() throws IOException {
    return take(Byte.BYTES).get() & 0xFF;
  }

  int unsignedShort() throws IOException {
    return take(Short.BYTES).getShort() & 0xFFFF;
  }

  long unsignedInt() throws IOException {
    return Integer.toUnsignedLong(take(Integer.BYTES).getInt());
  }

  float real32() throws IOException {
    return take(Float.BYTES).getFloat();
  }

  double real64() throws IOException {
    return take(Double.BYTES).getDouble();
  }

  /**
   * A text behind its length.
   *
   * @param longest bytes; a longer one is refused
   */
  String text(int longest) throws IOException {
    long length = unsignedInt();
    if (length > Math.min(longest, left)) {
      throw malformed(
          "text of %d bytes where there is room for %d; the file is damaged"
              .formatted(length, Math.min(longest, left)));
    }
    byte[] bytes = new byte[(int) length];
    if (read(bytes, bytes.length) < length) {
      throw truncated();
    }
    left -= length;
    return StoredText.of(bytes);
  }

  void skip(long bytes) throws IOException {
    if (bytes > left) {
      throw malformed(
          "%d bytes left of a packet that needs %d more; the file is damaged"
              .formatted(left, bytes));
    }
    try {
      in.skipNBytes(bytes);
    } catch (EOFException e) {
      throw truncated();
    } catch (ZipException e) {
      throw unsound(e);
    }
    position += bytes;
    left -= bytes;
  }

  void skipRest() throws IOException {
    skip(left);
  }

  private int read(byte[] into, int bytes) throws IOException {
    try {
      int found = in.readNBytes(into, 0, bytes);
      position += found;
      return found;
    } catch (EOFException e) {
      throw truncated();
    } catch (ZipException e) {
      throw unsound(e);
    }
  }

  private MalformedFileException truncated() {
    return malformed("packet or header goes beyond the file's end; the file was truncated");
  }

  private MalformedFileException unsound(ZipException e) {
    return malformed("gzip stream damaged: " + e.getMessage());
  }

  /** Names the packet by its first byte in what the gzip stream holds. */
  MalformedFileException malformed(String problem) {
    return new MalformedFileException(source, "uncompressed byte " + start, problem);
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
