package org.purkinje.eval.pressure;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * When records started.
 *
 * @param startByRecord by corpus and record; a record whose start is not known has none
 */
record RecordStarts(Map<String, LocalDateTime> startByRecord) {

  private static final Pattern CLOCK =
      Pattern.compile("(\\d{1,2}):(\\d{1,2}):(\\d{1,2})(\\.\\d{1,9})?Z?");
  private static final Pattern ISO_DATE = Pattern.compile("(\\d{4})-(\\d{1,2})-(\\d{1,2})");
  private static final Pattern DAY_FIRST_DATE = Pattern.compile("(\\d{1,2})/(\\d{1,2})/(\\d{4})");

  Optional<LocalDateTime> of(PressureWindow window) {
    return Optional.ofNullable(startByRecord.get(window.recordKey()));
  }

  /**
   * Reads {@code records.started_at}, which holds what the file says: ISO 8601, or day/month/year
   * and a clock time as in WFDB headers.
   *
   * @return empty if it has no date, no time or neither is of such a form
   */
  static Optional<LocalDateTime> parse(String startedAt) {
    String[] parts = startedAt.strip().split("[T ]+", 2);
    if (parts.length < 2) {
      return Optional.empty();
    }
    Matcher iso = ISO_DATE.matcher(parts[0]);
    Matcher dayFirst = DAY_FIRST_DATE.matcher(parts[0]);
    Matcher clock = CLOCK.matcher(parts[1]);
    if (!clock.matches() || !(iso.matches() || dayFirst.matches())) {
      return Optional.empty();
    }
    int year = Integer.parseInt(iso.matches() ? iso.group(1) : dayFirst.group(3));
    int month = Integer.parseInt((iso.matches() ? iso : dayFirst).group(2));
    int day = Integer.parseInt(iso.matches() ? iso.group(3) : dayFirst.group(1));
    String fraction = clock.group(4);
    try {
      return Optional.of(
          LocalDateTime.of(
              year,
              month,
              day,
              Integer.parseInt(clock.group(1)),
              Integer.parseInt(clock.group(2)),
              Integer.parseInt(clock.group(3)),
              fraction == null ? 0 : (int) Math.round(1e9 * Double.parseDouble("0" + fraction))));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
