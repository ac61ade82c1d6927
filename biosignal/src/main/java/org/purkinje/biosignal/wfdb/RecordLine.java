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
  private static final Pattern SEGMENTS = Pattern.compile("[-+]?\\d+");
  private static final Pattern FREQUENCIES =
      Pattern.compile("(%1$s)(?:/(%1$s)(?:\\((%1$s)\\))?)?".formatted(HeaderLine.NUMBER));

  static RecordLine parse(HeaderLine line) {
    Matcher name = line.match(1, NAME, "record name must not start with /");
    if (name.group(2) != null && !SEGMENTS.matcher(name.group(2)).matches()) {
      throw line.broken(
          1,
          "record name holds a /, after which only a number of segments may follow, got %s; write %s"
              .formatted(line.field(1), line.field(1).replaceFirst(".*/", "")));
    }
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
    for (int field = 5; field <= 6 && line.has(field); field++) {
      if (baseDate.isEmpty() && BaseTime.DATE.matcher(line.field(field)).matches()) {
        baseDate = Optional.of(line.field(field));
      } else if (baseTime.isEmpty()) {
        line.match(field, BaseTime.TIME, "base time must read HH:MM:SS");
        baseTime = Optional.of(line.field(field));
      } else {
        throw line.broken(
            field, "base date must read DD/MM/YYYY or YYYY-MM-DD, got " + line.field(field));
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
