package org.purkinje.eval.pressure;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** One subject held out, all others to learn from. */
record Fold(SubjectWindows heldOut, List<SubjectWindows> training) {

  /** Fewest subjects: one held out, one to learn from, one to stop early by. */
  static final int MIN_SUBJECTS = 3;

  /** One fold per subject, in their order. */
  static List<Fold> leaveOneSubjectOut(List<SubjectWindows> subjects) {
    return IntStream.range(0, subjects.size()).mapToObj(i -> holdingOut(subjects, i)).toList();
  }

  static Fold holdingOut(List<SubjectWindows> subjects, int heldOut) {
    if (subjects.size() < MIN_SUBJECTS) {
      throw new IllegalArgumentException(
          "leaving one subject out needs at least %d subjects, got %d"
              .formatted(MIN_SUBJECTS, subjects.size()));
    }
    List<SubjectWindows> training = new ArrayList<>(subjects);
    return new Fold(training.remove(heldOut), training);
  }
}
