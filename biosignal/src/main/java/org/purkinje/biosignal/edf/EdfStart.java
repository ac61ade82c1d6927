package org.purkinje.biosignal.edf;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.purkinje.biosignal.recording.StartTime;

/**
 * When the recording began, as three fields of the header tell it. Writers vary: single digits,
 * blanks, colons and hyphens are read, dates that no calendar has are unknown.
 *
 * @param date dd.mm.yy; two digits of the year stand for 1985 to 2084
 * @param time hh.mm.ss
 * @param recording of EDF+, where it begins with {@code Startdate 02-AUG-2002}
 */
record EdfStart(String date, String time, String recording) {

  private static final Pattern THREE_NUMBERS =
      Pattern.compile("(\\d{1,2})\\s*[.:/-]\\s*(\\d{1,2})\\s*[.:/-]\\s*(\\d{1,2})");
  private static final Pattern LONG_DATE =
      Pattern.compile("Startdate (\\d{1,2})-([A-Za-z]{3})-(\\d{4})\\b.*");

  /** Microseconds, as other readers give times. */
  private static final int DIGITS = 6;

  private static final int NANO_DIGITS = 9;

  /**
   * In ISO 8601; empty unless the day is known.
   *
   * @param onset of the first data record, s after the header's time, which has whole seconds
   */
  Optional<String> iso(BigDecimal onset) {
    Optional<LocalDate> day = longDate().or(this::shortDate);
    Optional<LocalTime> clock = clock();
    if (day.isEmpty() || clock.isEmpty()) {
      return StartTime.iso(day, Optional.empty());
    }
    long nanos =
        onset.setScale(DIGITS, RoundingMode.HALF_UP).movePointRight(NANO_DIGITS).longValue();
    var start = day.get().atTime(clock.get()).plusNanos(nanos);
    return StartTime.iso(Optional.of(start.toLocalDate()), Optional.of(start.toLocalTime()));
  }

  /** What is given, neither as unknown nor as a day and a time that exist. */
  Optional<String> problem() {
    boolean isUnknown = (date + time).matches("[0.:/\\s-]*");
    if (!isUnknown && (longDate().or(this::shortDate).isEmpty() || clock().isEmpty())) {
      return Optional.of(
          "start %s %s does not exist or cannot be read; taken for unknown".formatted(date, time));
    }
    return Optional.empty();
  }

  private Optional<LocalDate> longDate() {
    Matcher matcher = LONG_DATE.matcher(recording);
    return matcher.matches()
        ? StartTime.date(
            number(matcher.group(3)), StartTime.month(matcher.group(2)), number(matcher.group(1)))
        : Optional.empty();
  }

  private Optional<LocalDate> shortDate() {
    Matcher matcher = THREE_NUMBERS.matcher(date);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    int year = number(matcher.group(3));
    return StartTime.date(
        year >= 85 ? 1900 + year : 2000 + year, number(matcher.group(2)), number(matcher.group(1)));
  }

  private Optional<LocalTime> clock() {
    Matcher matcher = THREE_NUMBERS.matcher(time);
    return matcher.matches()
        ? StartTime.time(
            number(matcher.group(1)), number(matcher.group(2)), number(matcher.group(3)), 0)
        : Optional.empty();
  }

  private static int number(String text) {
    return Integer.parseInt(text);
  }
}
