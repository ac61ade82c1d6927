package org.purkinje.eval.report.html;

import java.util.Collection;
import java.util.stream.Collectors;

/**
 * Well-formed markup. Text from outside gets in only through {@link #text}, which escapes it.
 *
 * @param markup HTML or SVG
 */
public record Html(String markup) {

  public static final Html NOTHING = new Html("");

  /**
   * The text with {@code & < > " '} escaped; control characters that HTML forbids become U+FFFD.
   */
  public static Html text(String text) {
    StringBuilder escaped = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> escaped.appendCodePoint(isForbidden(c) ? 0xFFFD : c);
              }
            });
    return new Html(escaped.toString());
  }

  public static Html join(Collection<Html> parts) {
    return new Html(parts.stream().map(Html::markup).collect(Collectors.joining()));
  }

  private static boolean isForbidden(int c) {
    return (c < ' ' && c != '\n' && c != '\t')
        || (c >= 0x7F && c < 0xA0)
        || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
  }
}
