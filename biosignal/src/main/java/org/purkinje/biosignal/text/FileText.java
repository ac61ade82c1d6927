package org.purkinje.biosignal.text;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** Decodes a whole text file: as its byte order mark says, else as {@link StoredText}. */
public final class FileText {

  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private FileText() {}

  /** The text without its byte order mark. */
  public static String of(byte[] bytes) {
    if (startsWith(bytes, StandardCharsets.UTF_16LE)) {
      return new String(bytes, StandardCharsets.UTF_16LE).substring(1);
    }
    if (startsWith(bytes, StandardCharsets.UTF_16BE)) {
      return new String(bytes, StandardCharsets.UTF_16BE).substring(1);
    }
    String text = StoredText.of(bytes);
    return text.indexOf(BYTE_ORDER_MARK) == 0 ? text.substring(1) : text;
  }

  private static boolean startsWith(byte[] bytes, Charset charset) {
    byte[] mark = String.valueOf(BYTE_ORDER_MARK).getBytes(charset);
    return bytes.length >= mark.length && bytes[0] == mark[0] && bytes[1] == mark[1];
  }
}
