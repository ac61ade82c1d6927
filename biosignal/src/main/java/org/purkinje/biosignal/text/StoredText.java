package org.purkinje.biosignal.text;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * Decodes text without losing a byte: as UTF-8 where it is valid UTF-8, else as Windows-1252, and
 * where that has no character for a byte, as ISO 8859-1. Texts in other character sets come out
 * misspelt, but no byte becomes U+FFFD.
 */
public final class StoredText {

  private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");
  private static final char REPLACEMENT = '\ufffd';

  private StoredText() {}

  public static String of(byte[] bytes) {
    return of(bytes, 0, bytes.length);
  }

  /**
   * @param from place of the text's first byte
   * @param length of the text, bytes
   */
  public static String of(byte[] bytes, int from, int length) {
    for (int i = from; i < from + length; i++) {
      if (bytes[i] < 0) {
        return decoded(bytes, from, length);
      }
    }
    return new String(bytes, from, length, StandardCharsets.US_ASCII);
  }

  private static String decoded(byte[] bytes, int from, int length) {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes, from, length))
          .toString();
    } catch (CharacterCodingException e) {
      String text = new String(bytes, from, length, WINDOWS_1252);
      return text.indexOf(REPLACEMENT) < 0
          ? text
          : new String(bytes, from, length, StandardCharsets.ISO_8859_1);
    }
  }
}
