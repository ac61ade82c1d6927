package org.purkinje.biosignal.wfdb;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.purkinje.biosignal.MalformedFileException;

/** A header line cut at blanks and tabs; fields count from 1, as error places name them. */
final class HeaderLine {

  /** A number as scanf's {@code %lf} takes it, without hexadecimal, infinity and NaN. */
  static final String NUMBER = "[-+]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][-+]?\\d+)?";

  private static final Pattern FIELD = Pattern.compile("[^ \\t]+");
  private static final Pattern WHOLE_NUMBER = Pattern.compile("[-+]?\\d{1,18}");

  private final String source;
  private final int number;
  private final String text;
  private final List<Integer> starts = new ArrayList<>();
  private final List<String> fields = new ArrayList<>();

  /**
   * @param source name of the header file
   * @param number line number from 1
   */
  HeaderLine(String source, int number, String text) {
    this.source = source;
    this.number = number;
    this.text = text;
    Matcher matcher = FIELD.matcher(text);
    while (matcher.find()) {
      starts.add(matcher.start());
      fields.add(matcher.group());
    }
  }

  boolean has(int field) {
    return field <= fields.size();
  }

  String field(int field) {
    return fields.get(field - 1);
  }

  /** The line from that field on, blanks included. */
  String from(int field) {
    return text.substring(starts.get(field - 1)).strip();
  }

  Matcher match(int field, Pattern pattern, String rule) {
    if (!has(field)) {
      throw broken(field, rule + ", got nothing");
    }
    Matcher matcher = pattern.matcher(field(field));
    if (!matcher.matches()) {
      throw broken(field, rule + ", got " + field(field));
    }
    return matcher;
  }

  /** The field as a whole number, or {@code absent} if the line ends before it. */
  long wholeNumber(int field, String what, long least, long most, long absent) {
    return has(field) ? wholeNumber(field, field(field), what, least, most) : absent;
  }

  /** A part of the field as a whole number. */
  long wholeNumber(int field, String part, String what, long least, long most) {
    if (WHOLE_NUMBER.matcher(part).matches()) {
      long value = Long.parseLong(part);
      if (least <= value && value <= most) {
        return value;
      }
    }
    String range = most == Long.MAX_VALUE ? "%d or more" : "%d to %d";
    throw broken(
        field,
        "%s must be a whole number, %s, got %s"
            .formatted(what, range.formatted(least, most), part));
  }

  MalformedFileException broken(int field, String problem) {
    return new MalformedFileException(
        source, "line %d, field %d".formatted(number, field), problem);
  }
}
