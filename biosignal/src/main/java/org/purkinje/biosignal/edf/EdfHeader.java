package org.purkinje.biosignal.edf;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What stands before the first data record.
 *
 * @param sampleBytes 2 in EDF, 3 in BDF
 * @param patient as written
 * @param recording as written
 * @param startDate dd.mm.yy
 * @param startTime hh.mm.ss
 * @param bytes length of the header
 * @param continuity whether data records follow each other without a gap
 * @param dataRecords how many there are
 * @param recordSeconds duration of a data record, s; 0 where there are only annotations
 * @param signals in the file's order, those with annotations too
 * @see <a href="https://www.edfplus.info/specs/edfplus.html">EDF+</a>
 */
record EdfHeader(
    int sampleBytes,
    String patient,
    String recording,
    String startDate,
    String startTime,
    int bytes,
    Continuity continuity,
    long dataRecords,
    double recordSeconds,
    List<EdfSignal> signals) {

  /** What the reserved field says of the data records' times. */
  enum Continuity {
    /** Plain EDF or BDF: no times, no gaps. */
    PLAIN,
    /** EDF+C: each record states its time, and there is no gap. */
    CONTINUOUS,
    /** EDF+D: each record states its time, and there may be gaps. */
    DISCONTINUOUS
  }

  private static final List<String> MONTHS =
      List.of("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC");
  private static final Pattern DATE = Pattern.compile("(\\d\\d)[.:-](\\d\\d)[.:-](\\d\\d)");
  private static final Pattern LONG_DATE =
      Pattern.compile("Startdate (\\d\\d)-([A-Z]{3})-(\\d{4})\\b.*");
  private static final Pattern PERSON =
      Pattern.compile("\\S+ ([MF]) (\\d\\d-[A-Z]{3}-\\d{4}|X)\\b.*");

  /** Length of a data record, bytes. */
  int recordBytes() {
    return signals.stream().mapToInt(EdfSignal::samples).sum() * sampleBytes;
  }

  /** Date and time as in ISO 8601 where they can be read, else as written. */
  Optional<String> startedAt() {
    Matcher date = DATE.matcher(startDate);
    Matcher time = DATE.matcher(startTime);
    Matcher longDate = LONG_DATE.matcher(recording);
    String clock =
        time.matches()
            ? "%s:%s:%s".formatted(time.group(1), time.group(2), time.group(3))
            : startTime;
    if (longDate.matches() && MONTHS.contains(longDate.group(2))) {
      return Optional.of(
          "%s-%02d-%sT%s"
              .formatted(
                  longDate.group(3),
                  MONTHS.indexOf(longDate.group(2)) + 1,
                  longDate.group(1),
                  clock));
    }
    if (date.matches()) {
      // Two digits of the year stand for 1985 to 2084.
      String century = Integer.parseInt(date.group(3)) >= 85 ? "19" : "20";
      return Optional.of(
          "%s%s-%s-%sT%s".formatted(century, date.group(3), date.group(2), date.group(1), clock));
    }
    String written = (startDate + " " + startTime).strip();
    return written.isEmpty() ? Optional.empty() : Optional.of(written);
  }

  /** The texts of the header, one a line. */
  List<String> notes() {
    List<String> notes = new ArrayList<>();
    note(notes, "patient", patient);
    note(notes, "recording", recording);
    Matcher person = PERSON.matcher(patient);
    if (person.matches()) {
      notes.add("sex: " + person.group(1));
      notes.add("birthdate: " + person.group(2));
    }
    for (int i = 0; i < signals.size(); i++) {
      String name = "signal %d (%s), ".formatted(i, signals.get(i).label());
      note(notes, name + "transducer", signals.get(i).transducer());
      note(notes, name + "prefiltering", signals.get(i).prefiltering());
    }
    return notes;
  }

  private static void note(List<String> notes, String name, String text) {
    if (!text.isEmpty()) {
      notes.add(name + ": " + text);
    }
  }
}
