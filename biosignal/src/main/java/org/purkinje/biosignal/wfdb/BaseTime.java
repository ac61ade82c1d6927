package org.purkinje.biosignal.wfdb;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.purkinje.biosignal.recording.StartTime;

/**
 * Base time and base date of a record line. Beside header(5)'s DD/MM/YYYY, published headers write
 * {@code 2014-04-15} and {@code 05-Feb-2020}, and put the date first.
 */
final class BaseTime {

  /** Hours and minutes may be absent; WFDB then counts from the right, {@code 0:30} is 30 s. */
  static final Pattern TIME =
      Pattern.compile("(?:(?:(\\d{1,2}):)?(\\d{1,2}):)?(\\d{1,5}(?:\\.\\d*)?)");

  static final Pattern DATE =
      Pattern.compile(
          "(\\d{1,2})/(\\d{1,2})/(\\d+)|(\\d{1,2})-([A-Za-z]{3})-(\\d+)"
              + "|(\\d{4})-(\\d{1,2})-(\\d{1,2})");

  private static final BigDecimal NANOS = BigDecimal.valueOf(1_000_000_000);
  private static final int SECONDS_A_DAY = 86_400;

  private BaseTime() {}

  static Optional<LocalDate> date(String text) {
    Matcher date = DATE.matcher(text);
    if (!date.matches()) {
      return Optional.empty();
    }
    if (date.group(1) != null) {
      return StartTime.date(year(date.group(3)), number(date.group(2)), number(date.group(1)));
    }
    if (date.group(4) != null) {
      int month = StartTime.month(date.group(5));
      return StartTime.date(year(date.group(6)), month, number(date.group(4)));
    }
    return StartTime.date(year(date.group(7)), number(date.group(8)), number(date.group(9)));
  }

  static Optional<LocalTime> time(String text) {
    Matcher time = TIME.matcher(text);
    if (!time.matches()) {
      return Optional.empty();
    }
    BigDecimal exact = new BigDecimal(time.group(3));
    int seconds = exact.intValue();
    int nanos =
        exact
            .remainder(BigDecimal.ONE)
            .multiply(NANOS)
            .setScale(0, RoundingMode.DOWN)
            .intValueExact();
    if (time.group(2) == null) {
      return seconds < SECONDS_A_DAY
          ? StartTime.time(seconds / 3600, seconds / 60 % 60, seconds % 60, nanos)
          : Optional.empty();
    }
    int hours = time.group(1) == null ? 0 : number(time.group(1));
    return StartTime.time(hours, number(time.group(2)), seconds, nanos);
  }

  /** Whether a time or date is written in zeros. */
  static boolean isZero(String text) {
    return text.matches("[0:/.-]+");
  }

  private static int year(String text) {
    return text.length() == 4 ? number(text) : 0;
  }

  private static int number(String text) {
    return Integer.parseInt(text);
  }
}
