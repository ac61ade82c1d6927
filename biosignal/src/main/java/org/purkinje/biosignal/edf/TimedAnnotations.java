package org.purkinje.biosignal.edf;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.purkinje.biosignal.MalformedFileException;
import org.purkinje.biosignal.text.StoredText;

/**
 * The time-stamped annotation lists of one data record: {@code +onset[\u0015duration]\u0014text
 * \u0014text\u0014\0}, one after the other. The first text of a record's first list is empty and
 * its onset is the record's own.
 *
 * @param start the data record's onset, s; empty where it states none
 * @param broken what is wrong with the first list that cannot be read
 */
record TimedAnnotations(
    Optional<BigDecimal> start, List<Note> notes, Optional<MalformedFileException> broken) {

  /**
   * @param onset s from the file's start time on
   * @param duration s, where it is stated
   */
  record Note(double onset, OptionalDouble duration, String text) {}

  private static final Pattern TIMES =
      Pattern.compile("([+-]\\d{1,18}(?:\\.\\d*)?)(?:\u0015(\\d{1,18}(?:\\.\\d*)?))?");

  /**
   * @param place the bytes as errors call them
   * @param bytes of all annotation signals of one data record, in order
   */
  static TimedAnnotations parse(String source, String place, List<byte[]> bytes) {
    Optional<BigDecimal> start = Optional.empty();
    Optional<MalformedFileException> broken = Optional.empty();
    List<Note> notes = new ArrayList<>();
    for (int signal = 0; signal < bytes.size(); signal++) {
      boolean isFirst = signal == 0;
      for (byte[] list : lists(bytes.get(signal))) {
        String[] parts = StoredText.of(list).split("\u0014", -1);
        Matcher times = TIMES.matcher(parts[0]);
        if (!times.matches() || parts.length < 2) {
          broken = broken.isPresent() ? broken : Optional.of(broken(source, place, list));
          isFirst = false;
          continue;
        }
        double onset = Double.parseDouble(times.group(1));
        OptionalDouble duration =
            times.group(2) == null
                ? OptionalDouble.empty()
                : OptionalDouble.of(Double.parseDouble(times.group(2)));
        if (isFirst) {
          start = Optional.of(new BigDecimal(times.group(1)));
          isFirst = false;
        }
        for (int i = 1; i < parts.length; i++) {
          if (!parts[i].isEmpty()) {
            notes.add(new Note(onset, duration, parts[i]));
          }
        }
      }
    }
    return new TimedAnnotations(start, notes, broken);
  }

  /** Cuts at NUL bytes: each list may have another encoding. */
  private static List<byte[]> lists(byte[] bytes) {
    List<byte[]> lists = new ArrayList<>();
    int from = 0;
    for (int to = 0; to <= bytes.length; to++) {
      if (to == bytes.length || bytes[to] == 0) {
        if (to > from) {
          lists.add(Arrays.copyOfRange(bytes, from, to));
        }
        from = to + 1;
      }
    }
    return lists;
  }

  private static MalformedFileException broken(String source, String place, byte[] list) {
    String text = StoredText.of(list).replaceAll("\\p{Cntrl}", "?");
    return new MalformedFileException(
        source,
        place,
        "annotation list must begin with +onset and character 20, got "
            + text.substring(0, Math.min(40, text.length())));
  }
}
