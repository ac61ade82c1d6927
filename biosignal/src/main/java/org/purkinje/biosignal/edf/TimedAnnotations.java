package org.purkinje.biosignal.edf;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.purkinje.biosignal.MalformedFileException;

/**
 * The time-stamped annotation lists of one data record: {@code +onset[\u0015duration]\u0014text
 * \u0014text\u0014\0}, one after the other. The first text of a record's first list is empty and
 * its onset is the record's own.
 *
 * @param start the data record's onset, s; empty where it states none
 */
record TimedAnnotations(OptionalDouble start, List<Note> notes) {

  /**
   * @param onset s from the file's start time on
   * @param duration s, where it is stated
   */
  record Note(double onset, OptionalDouble duration, String text) {}

  private static final Pattern TIMES =
      Pattern.compile("([+-]\\d+(?:\\.\\d*)?)(?:\u0015(\\d+(?:\\.\\d*)?))?");

  /**
   * @param place the bytes as errors call them
   * @param bytes of all annotation signals of one data record, in order
   */
  static TimedAnnotations parse(String source, String place, List<byte[]> bytes) {
    OptionalDouble start = OptionalDouble.empty();
    List<Note> notes = new ArrayList<>();
    for (int signal = 0; signal < bytes.size(); signal++) {
      String all = new String(bytes.get(signal), StandardCharsets.UTF_8);
      boolean isFirst = signal == 0;
      for (String list : all.split("\0+", -1)) {
        if (list.isEmpty()) {
          continue;
        }
        String[] parts = list.split("\u0014", -1);
        Matcher times = TIMES.matcher(parts[0]);
        if (!times.matches() || parts.length < 2) {
          throw new MalformedFileException(
              source,
              place,
              "annotation list must begin with +onset and character 20, got "
                  + list.replaceAll("\\p{Cntrl}", "?").substring(0, Math.min(40, list.length())));
        }
        double onset = Double.parseDouble(times.group(1));
        OptionalDouble duration =
            times.group(2) == null
                ? OptionalDouble.empty()
                : OptionalDouble.of(Double.parseDouble(times.group(2)));
        if (isFirst) {
          start = OptionalDouble.of(onset);
          isFirst = false;
        }
        for (int i = 1; i < parts.length; i++) {
          if (!parts[i].isEmpty()) {
            notes.add(new Note(onset, duration, parts[i]));
          }
        }
      }
    }
    return new TimedAnnotations(start, notes);
  }
}
