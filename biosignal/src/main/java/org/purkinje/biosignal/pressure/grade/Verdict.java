package org.purkinje.biosignal.pressure.grade;

import java.util.Comparator;
import java.util.List;

/**
 * What a {@link ValidationStandard} says of a method.
 *
 * @param text {@code pass} or {@code fail}, a grade {@code A} to {@code D}, or {@value
 *     #INSUFFICIENT_SUBJECTS}
 * @param severity 0 is best; orders the outcomes of one standard
 * @param countedSubjects subjects that the standard counts, those with at least 3 readings
 */
public record Verdict(String text, int severity, int countedSubjects) {

  /** The text where a study is too small for any outcome. */
  public static final String INSUFFICIENT_SUBJECTS = "insufficient subjects";

  /** Fewest subjects a study needs. */
  public static final int MIN_SUBJECTS = 85;

  /** Fewest readings a subject needs in order to count. */
  public static final int MIN_READINGS_PER_SUBJECT = 3;

  /** Fewest readings a study needs. */
  public static final int MIN_READINGS = MIN_SUBJECTS * MIN_READINGS_PER_SUBJECT;

  /** The verdict on too small a study. */
  public static Verdict insufficient(int countedSubjects) {
    return new Verdict(INSUFFICIENT_SUBJECTS, Integer.MAX_VALUE, countedSubjects);
  }

  /**
   * The least favourable of a standard's verdicts on several trainings of one method.
   *
   * @param verdicts at least one
   */
  public static Verdict worst(List<Verdict> verdicts) {
    return verdicts.stream().max(Comparator.comparingInt(Verdict::severity)).orElseThrow();
  }
}
