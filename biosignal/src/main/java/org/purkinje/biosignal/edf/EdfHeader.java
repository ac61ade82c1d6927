package org.purkinje.biosignal.edf;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.purkinje.biosignal.recording.RecordFault;

/**
 * What stands before the first data record.
 *
 * @param sampleBytes 2 in EDF, 3 in BDF
 * @param patient as written
 * @param recording as written
 * @param start date and time
 * @param bytes length of the header
 * @param continuity whether data records follow each other without a gap
 * @param dataRecords how many there are
 * @param recordSeconds duration of a data record, s; 0 where there are only annotations
 * @param signals in the file's order, those with annotations too
 * @param faults what of the header cannot be used
 * @see <a href="https://www.edfplus.info/specs/edfplus.html">EDF+</a>
 */
record EdfHeader(
    int sampleBytes,
    String patient,
    String recording,
    EdfStart start,
    int bytes,
    Continuity continuity,
    long dataRecords,
    double recordSeconds,
    List<EdfSignal> signals,
    List<RecordFault> faults) {

  /** What the reserved field says of the data records' times. */
  enum Continuity {
    /** Plain EDF or BDF: no times, no gaps. */
    PLAIN,
    /** EDF+C: each record states its time, and there is no gap. */
    CONTINUOUS,
    /** EDF+D: each record states its time, and there may be gaps. */
    DISCONTINUOUS
  }

  private static final Pattern PERSON =
      Pattern.compile("\\S+ ([MF]) (\\d\\d-[A-Z]{3}-\\d{4}|X)\\b.*");

  /** Length of a data record, bytes. */
  int recordBytes() {
    return signals.stream().mapToInt(EdfSignal::samples).sum() * sampleBytes;
  }

  /** Whether data records state their times. */
  boolean isTimed() {
    return continuity != Continuity.PLAIN && hasAnnotations();
  }

  boolean hasAnnotations() {
    return signals.stream().anyMatch(EdfSignal::isAnnotations);
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
