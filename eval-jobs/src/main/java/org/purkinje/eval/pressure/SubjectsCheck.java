package org.purkinje.eval.pressure;

import java.util.List;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether there are subjects enough to leave one out, and what is to be known of their order.
 *
 * @param minWindows fewest windows of a subject that counts
 */
record SubjectsCheck(List<String> corpora, String windowSet, int minWindows) {

  private static final Logger LOG = LoggerFactory.getLogger(SubjectsCheck.class);

  /**
   * The common windows may be of too few subjects; then they are not graded, and the accounting
   * says so.
   *
   * @throws IllegalStateException if a feature set has too few on its own windows
   */
  void check(Graded graded) {
    String what = graded.grading().unit();
    if (graded.cohorts().isEmpty()) {
      if (graded.grading().windows() == WindowChoice.ELIGIBLE) {
        throw new IllegalStateException(
            tooFew(graded) + "; add corpora, or change split or min-windows-per-subject");
      }
      LOG.warn("{}; they are not graded", tooFew(graded));
      return;
    }
    Cohort cohort = graded.cohorts().get(0);
    LOG.info("{}: {} subjects, {} windows", what, graded.subjects(), cohort.windows().size());
    long byName =
        cohort.subjects().stream()
            .filter(subject -> subject.order() == RecordOrder.RECORD_NAME)
            .count();
    if (byName > 0) {
      LOG.warn(
          "{}: the records of {} subjects are ordered by name, as records.started_at has no date"
              + " and time for one of them or more",
          what,
          byName);
    }
  }

  private String tooFew(Graded graded) {
    return "%s: %d subjects of %s in window-set %s have %d windows or more, at least %d needed; %s"
        .formatted(
            graded.grading().unit(),
            graded.subjects(),
            String.join(", ", corpora),
            windowSet,
            minWindows,
            Fold.MIN_SUBJECTS,
            leftOut(graded));
  }

  private String leftOut(Graded graded) {
    String reasons =
        corpora.stream()
            .flatMap(corpus -> graded.leftOut().of(corpus).entrySet().stream())
            .map(count -> "%,d %s".formatted(count.getValue(), count.getKey().text()))
            .collect(Collectors.joining(", "));
    return reasons.isEmpty() ? "there are no windows" : "left out: " + reasons;
  }
}
