package org.purkinje.biosignal.text;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Decodes text of unknown encoding without losing a byte: as its byte order mark says, else as
 * UTF-8 if every byte fits, else as ISO 8859-1, in which every byte is a character.
 */
public final class FileText {

  private static final char BYTE_ORDER_MARK = '\uFEFF';
  private static final int BUFFER_BYTES = 1 << 16;

  private FileText() {}

  /** Decodes a whole text; its byte order mark, if any, is not part of it. */
  public static String decode(byte[] bytes) {
    Charset charset = mark(bytes, bytes.length);
    if (!charset.equals(StandardCharsets.UTF_8)) {
      return withoutMark(new String(bytes, charset));
    }
    try {
      return withoutMark(charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException notUtf8) {
      return new String(bytes, StandardCharsets.ISO_8859_1);
    }
  }

  /**
   * Decodes {@code length} bytes from {@code from} on, as {@link #decode(byte[])}.
   *
   * @param from index of the first byte
   */
  public static String decode(byte[] bytes, int from, int length) {
    return decode(Arrays.copyOfRange(bytes, from, from + length));
  }

  /** A text, or a part of one, without the byte order mark at its start. */
  public static String withoutMark(String text) {
    return !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
  }

  /**
   * The encoding of a text too long to be held in memory, read to its end unless its byte order
   * mark tells it. A text read with it begins with that mark: {@link #withoutMark}.
   *
   * @param in at the text's first byte
   */
  public static Charset charset(InputStream in) throws IOException {
    byte[] bytes = new byte[BUFFER_BYTES];
    int count = in.readNBytes(bytes, 0, bytes.length);
    Charset marked = mark(bytes, count);
    if (!marked.equals(StandardCharsets.UTF_8)) {
      return marked;
    }
    CharsetDecoder decoder = marked.newDecoder();
    CharBuffer characters = CharBuffer.allocate(BUFFER_BYTES);
    while (true) {
      ByteBuffer part = ByteBuffer.wrap(bytes, 0, count);
      boolean isEnd = count < bytes.length;
      CoderResult result = decoder.decode(part, characters.clear(), isEnd);
      if (result.isError()) {
        return StandardCharsets.ISO_8859_1;
      }
      if (isEnd) {
        return marked;
      }
      int left = part.remaining();
      System.arraycopy(bytes, count - left, bytes, 0, left);
      count = left + in.readNBytes(bytes, left, bytes.length - left);
    }
  }

  /** What a byte order mark says; UTF-8 where there is none. */
  private static Charset mark(byte[] bytes, int count) {
    if (count >= 2 && bytes[0] == (byte) 0xFF && bytes[1] == (byte) 0xFE) {
      return StandardCharsets.UTF_16LE;
    }
    if (count >= 2 && bytes[0] == (byte) 0xFE && bytes[1] == (byte) 0xFF) {
      return StandardCharsets.UTF_16BE;
    }
    return StandardCharsets.UTF_8;
  }
}
