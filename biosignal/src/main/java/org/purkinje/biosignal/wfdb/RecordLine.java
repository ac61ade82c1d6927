package org.purkinje.biosignal.wfdb;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The first line of a header; the components are those of {@link WfdbHeader}. */
record RecordLine(
    String name,
    int segmentCount,
    int signalCount,
    double fs,
    double counterFrequency,
    double baseCounter,
    OptionalLong frames,
    Optional<String> baseTime,
    Optional<String> baseDate) {

  private static final double DEFAULT_FS = 250;

  private static final Pattern NAME = Pattern.compile("([^/]+)(?:/(.*))?");
  private static final Pattern FREQUENCIES =
      Pattern.compile("(%1$s)(?:/(%1$s)(?:\\((%1$s)\\))?)?".formatted(HeaderLine.NUMBER));
  private static final Pattern TIME = Pattern.compile("\\d+(?::\\d+){0,2}(?:\\.\\d*)?");
  private static final Pattern DATE = Pattern.compile("\\d+/\\d+/\\d+|\\d+-[A-Za-z]{3}-\\d+");

  static RecordLine parse(HeaderLine line) {
    Matcher name = line.match(1, NAME, "record name must not start with /");
    long segmentCount =
        name.group(2) == null
            ? 0
            : line.wholeNumber(1, name.group(2), "number of segments", 1, Integer.MAX_VALUE);
    if (!line.has(2)) {
      throw line.broken(2, "number of signals must be given, got nothing");
    }
    long signalCount = line.wholeNumber(2, "number of signals", 0, Integer.MAX_VALUE, 0);
    double fs = DEFAULT_FS;
    double counterFrequency = DEFAULT_FS;
    double baseCounter = 0;
    if (line.has(3)) {
      Matcher frequencies =
          line.match(
              3, FREQUENCIES, "sampling frequency must read fs, fs/counter or fs/counter(base)");
      fs = Double.parseDouble(frequencies.group(1));
      double counter = number(frequencies.group(2), fs);
      counterFrequency = counter > 0 ? counter : fs;
      baseCounter = number(frequencies.group(3), 0);
      if (!(fs > 0) || Double.isInfinite(fs + counterFrequency + baseCounter)) {
        throw line.broken(
            3, "sampling frequency must be above 0 Hz and finite, got " + line.field(3));
      }
    }
    long frames = line.wholeNumber(4, "number of samples per signal", 0, Long.MAX_VALUE, 0);
    Optional<String> baseTime = Optional.empty();
    Optional<String> baseDate = Optional.empty();
    if (line.has(5)) {
      // Some headers of the PhysioNet challenges of 2020 and 2021 put the date first.
      boolean dateFirst = line.has(6) && DATE.matcher(line.field(5)).matches();
      int timeField = dateFirst ? 6 : 5;
      line.match(timeField, TIME, "base time must read HH:MM:SS");
      baseTime = Optional.of(line.field(timeField));
      if (line.has(6)) {
        int dateField = dateFirst ? 5 : 6;
        line.match(dateField, DATE, "base date must read DD/MM/YYYY");
        baseDate = Optional.of(line.field(dateField));
      }
    }
    if (line.has(7)) {
      throw line.broken(7, "record line must have at most 6 fields, got " + line.from(7));
    }
    return new RecordLine(
        name.group(1),
        (int) segmentCount,
        (int) signalCount,
        fs,
        counterFrequency,
        baseCounter,
        OptionalLong.of(frames),
        baseTime,
        baseDate);
  }

  private static double number(@Nullable String text, double absent) {
    return text == null ? absent : Double.parseDouble(text);
  }
}
