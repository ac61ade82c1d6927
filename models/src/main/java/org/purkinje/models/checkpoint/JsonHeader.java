package org.purkinje.models.checkpoint;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * As much of JSON (RFC 8259) as a safetensors header is made of: objects, arrays, strings and whole
 * numbers that are not negative.
 */
final class JsonHeader {

  private static final int MAX_DEPTH = 4;
  private static final int HEX = 16;

  private final String text;
  private int at;

  private JsonHeader(String text) {
    this.text = text;
  }

  /** A text breaks the rules of JSON, or of what is read of it. */
  static final class Malformed extends Exception {
    private static final long serialVersionUID = 1L;

    private final int at;

    /**
     * @param at character of the text, from 0
     */
    Malformed(int at, String problem) {
      super(problem);
      this.at = at;
    }

    int at() {
      return at;
    }
  }

  /**
   * An object whose values are {@link Map}, {@link List}, {@link String} and {@link Long}.
   *
   * @throws Malformed if it is another text
   */
  static Map<String, Object> parse(String text) throws Malformed {
    JsonHeader reader = new JsonHeader(text);
    Map<String, Object> object = reader.object(0);
    reader.skipSpaces();
    if (reader.at < text.length()) {
      throw reader.expected("the end");
    }
    return object;
  }

  /** A string with quotation marks around it. */
  static String quote(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    for (char c : text.toCharArray()) {
      if (c == '"' || c == '\\') {
        quoted.append('\\').append(c);
      } else if (c < ' ') {
        quoted.append(String.format("\\u%04x", (int) c));
      } else {
        quoted.append(c);
      }
    }
    return quoted.append('"').toString();
  }

  private Map<String, Object> object(int depth) throws Malformed {
    Map<String, Object> object = new LinkedHashMap<>();
    take('{');
    if (takes('}')) {
      return object;
    }
    do {
      int keyAt = at;
      String key = string();
      take(':');
      if (object.putIfAbsent(key, value(depth + 1)) != null) {
        throw new Malformed(keyAt, "key must be unique, got a second " + key);
      }
    } while (takes(','));
    take('}');
    return object;
  }

  private List<Object> array(int depth) throws Malformed {
    List<Object> array = new ArrayList<>();
    take('[');
    if (takes(']')) {
      return array;
    }
    do {
      array.add(value(depth + 1));
    } while (takes(','));
    take(']');
    return array;
  }

  private Object value(int depth) throws Malformed {
    if (depth > MAX_DEPTH) {
      throw new Malformed(at, "must be nested at most " + MAX_DEPTH + " deep");
    }
    skipSpaces();
    return switch (peek()) {
      case '{' -> object(depth);
      case '[' -> array(depth);
      case '"' -> string();
      default -> number();
    };
  }

  private Long number() throws Malformed {
    int from = at;
    while (peek() >= '0' && peek() <= '9') {
      at++;
    }
    try {
      return Long.parseLong(text.substring(from, at));
    } catch (NumberFormatException e) {
      at = from;
      throw expected("a string, an array, an object or a whole number");
    }
  }

  private String string() throws Malformed {
    take('"');
    StringBuilder string = new StringBuilder();
    while (peek() != '"') {
      char c = next();
      if (c < ' ') {
        at--;
        throw expected("the end of a string");
      }
      string.append(c == '\\' ? escaped() : c);
    }
    at++;
    return string.toString();
  }

  private char escaped() throws Malformed {
    char c = next();
    return switch (c) {
      case '"', '\\', '/' -> c;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> unicode();
      default -> throw new Malformed(at - 1, "must be an escape of JSON, got \\" + c);
    };
  }

  private char unicode() throws Malformed {
    int code = 0;
    for (int i = 0; i < Short.BYTES * 2; i++) {
      int digit = Character.digit(next(), HEX);
      if (digit < 0) {
        throw new Malformed(at - 1, "must be a hexadecimal digit, got " + text.charAt(at - 1));
      }
      code = code * HEX + digit;
    }
    return (char) code;
  }

  private char next() throws Malformed {
    if (at >= text.length()) {
      throw expected("more");
    }
    return text.charAt(at++);
  }

  /** The next character; NUL, which JSON has nowhere, at the end. */
  private char peek() {
    return at < text.length() ? text.charAt(at) : '\0';
  }

  private boolean takes(char c) {
    skipSpaces();
    if (peek() != c) {
      return false;
    }
    at++;
    return true;
  }

  private void take(char c) throws Malformed {
    if (!takes(c)) {
      throw expected("'" + c + "'");
    }
  }

  private void skipSpaces() {
    while (peek() == ' ' || peek() == '\t' || peek() == '\n' || peek() == '\r') {
      at++;
    }
  }

  private Malformed expected(String what) {
    return new Malformed(
        at, "must be %s, got %s".formatted(what, at < text.length() ? peek() : "the end"));
  }
}
