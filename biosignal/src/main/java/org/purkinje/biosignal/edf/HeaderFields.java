package org.purkinje.biosignal.edf;

import java.nio.charset.StandardCharsets;
import org.purkinje.biosignal.MalformedFileException;
import org.purkinje.biosignal.text.StoredText;

/** Takes fields of fixed width off the front of a header. */
final class HeaderFields {

  private final String source;
  private final byte[] bytes;
  private final int base;
  private int at;

  /**
   * @param base place of the first byte in the file
   */
  HeaderFields(String source, byte[] bytes, int base) {
    this.source = source;
    this.bytes = bytes;
    this.base = base;
  }

  /** The next field's text without blanks and NUL characters around it. */
  String text(int width) {
    String text = StoredText.of(bytes, at, width);
    at += width;
    return text.replace('\0', ' ').strip();
  }

  /**
   * @param name as errors call the field
   */
  double number(int width, String name) {
    int start = at;
    String text = text(width);
    double number = number(text);
    if (Double.isNaN(number)) {
      throw malformed(start, name, "must be a number", text);
    }
    return number;
  }

  /** A field's text as a finite number; NaN if it is none. */
  static double number(String text) {
    try {
      // Some writers use their country's decimal comma.
      double number = Double.parseDouble(text.replace(',', '.'));
      return Double.isFinite(number) ? number : Double.NaN;
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }

  long whole(int width, String name, long least, long most) {
    int start = at;
    double number = number(width, name);
    if (number != Math.rint(number) || number < least || number > most) {
      throw malformed(
          start,
          name,
          "must be a whole number from %d to %d".formatted(least, most),
          new String(bytes, start, width, StandardCharsets.ISO_8859_1).strip());
    }
    return (long) number;
  }

  private MalformedFileException malformed(int start, String name, String rule, String value) {
    return new MalformedFileException(
        source, "byte " + (base + start), "%s %s, got %s".formatted(name, rule, value));
  }
}
