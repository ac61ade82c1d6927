package org.purkinje.biosignal.recording;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Date and time of a record's first sample: real ones as ISO 8601, impossible ones unknown. */
public final class StartTime {

  private static final int EARLIEST_YEAR = 1000;
  private static final List<String> MONTHS =
      List.of("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC");

  private StartTime() {}

  /** The day, if the calendar has it and its year has four digits. */
  public static Optional<LocalDate> date(int year, int month, int day) {
    try {
      return year < EARLIEST_YEAR ? Optional.empty() : Optional.of(LocalDate.of(year, month, day));
    } catch (DateTimeException noSuchDay) {
      return Optional.empty();
    }
  }

  /**
   * The time of day, if there is one.
   *
   * @param nanos fraction of the second, ns
   */
  public static Optional<LocalTime> time(int hour, int minute, int second, int nanos) {
    try {
      return Optional.of(LocalTime.of(hour, minute, second, nanos));
    } catch (DateTimeException noSuchTime) {
      return Optional.empty();
    }
  }

  /** Number of a month from its first three letters in English, from 1; 0 for no month. */
  public static int month(String name) {
    return MONTHS.indexOf(name.toUpperCase(Locale.ROOT)) + 1;
  }

  /** E.g. {@code 2003-02-01T04:05:06.5}, {@code 2003-02-01} or {@code 04:05:06}. */
  public static Optional<String> iso(Optional<LocalDate> date, Optional<LocalTime> time) {
    if (date.isPresent() && time.isPresent()) {
      return Optional.of(
          DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(LocalDateTime.of(date.get(), time.get())));
    }
    return date.map(DateTimeFormatter.ISO_LOCAL_DATE::format)
        .or(() -> time.map(DateTimeFormatter.ISO_LOCAL_TIME::format));
  }
}
