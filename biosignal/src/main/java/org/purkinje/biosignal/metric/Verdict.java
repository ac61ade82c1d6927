package org.purkinje.biosignal.metric;

import java.util.List;
import java.util.Locale;

/** Outcome of a validation standard; too small a study cannot pass, nor fail. */
public enum Verdict {
  PASS,
  FAIL,
  INSUFFICIENT_N;

  /** Fewest subjects a study needs. */
  public static final int FEWEST_SUBJECTS = 85;

  /** Fewest readings a subject needs in order to count. */
  public static final int FEWEST_READINGS_PER_SUBJECT = 3;

  /** Fewest readings a study needs. */
  public static final int FEWEST_READINGS = FEWEST_SUBJECTS * FEWEST_READINGS_PER_SUBJECT;

  /** The name in reports, e.g. {@code insufficient n}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  static Verdict of(int countedSubjects, int readings, boolean withinLimits) {
    if (countedSubjects < FEWEST_SUBJECTS || readings < FEWEST_READINGS) {
      return INSUFFICIENT_N;
    }
    return withinLimits ? PASS : FAIL;
  }

  /** Subjects with enough readings to count. */
  static int countedSubjects(List<SubjectErrors> subjects) {
    return (int)
        subjects.stream()
            .filter(subject -> subject.readings() >= FEWEST_READINGS_PER_SUBJECT)
            .count();
  }
}
