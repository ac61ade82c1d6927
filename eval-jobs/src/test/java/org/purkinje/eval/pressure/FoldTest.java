package org.purkinje.eval.pressure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.purkinje.eval.pressure.ReasonCounts.Reason;
import org.purkinje.jobsupport.table.AccountingReasonsTable.Outcome;

class FoldTest {

  private static final List<SubjectWindows> SUBJECTS =
      SyntheticWindows.subjects(SyntheticWindows.of(7, 4, 2), 3);

  @Test
  void holdsEverySubjectOutOnceAndNeverOnBothSides() {
    List<Fold> folds = Fold.leaveOneSubjectOut(SUBJECTS);

    assertThat(folds).extracting(fold -> fold.heldOut().key()).doesNotHaveDuplicates().hasSize(7);
    for (Fold fold : folds) {
      Set<String> training = new HashSet<>();
      fold.training().forEach(s -> s.windows().forEach(w -> training.add(w.personGroup())));
      assertThat(training).hasSize(6).doesNotContain(fold.heldOut().key());
    }
  }

  @Test
  void keepsSubjectsOfEqualNameInTwoCorporaApart() {
    PressureWindow here = SyntheticWindows.window("1", "r", 0, new float[] {1}, 120, 80);
    PressureWindow there =
        new PressureWindow(
            "other", "r", "1", "other/1", "x", 0, "unknown", new float[] {1}, 120, 80);

    assertThat(Cohort.byPerson(List.of(here, there)).keySet())
        .containsExactly("made/1", "other/1");
  }

  @Test
  void holdsOnePersonOutUnderBothNames() {
    PressureWindow here = SyntheticWindows.window("1", "r", 0, new float[] {1}, 120, 80);
    PressureWindow there =
        new PressureWindow(
            "other", "r", "7", "made/1", "x", 0, "unknown", new float[] {1}, 120, 80);

    assertThat(Cohort.byPerson(List.of(here, there)).values())
        .singleElement()
        .satisfies(windows -> assertThat(windows).hasSize(2));
    assertThat(RecordOrder.of(List.of(here, there), SyntheticWindows.NO_STARTS))
        .isEqualTo(RecordOrder.RECORD_NAME);
  }

  @Test
  void shufflesTheFeaturesOfASubjectAmongItsWindows() {
    SubjectWindows subject = SUBJECTS.get(6);

    SubjectWindows shuffled = subject.shuffled(1);

    assertThat(shuffled.truthMmhg(Target.SBP)).isEqualTo(subject.truthMmhg(Target.SBP));
    assertThat(shuffled.windows())
        .extracting(w -> w.features()[0])
        .containsExactlyInAnyOrderElementsOf(
            subject.windows().stream().map(w -> w.features()[0]).toList())
        .isNotEqualTo(subject.windows().stream().map(w -> w.features()[0]).toList());
  }

  @Test
  void rejectsTwoSubjects() {
    assertThatThrownBy(() -> Fold.leaveOneSubjectOut(SUBJECTS.subList(0, 2)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("leaving one subject out needs at least 3 subjects, got 2");
  }

  @Test
  void dropsSubjectsWithFewWindowsAndCountsWhatIsLeftOutByReason() {
    Graded graded = SyntheticWindows.graded(FeatureSet.PPG, SyntheticWindows.of(7, 4, 2), 6);

    assertThat(graded.cohorts().get(0).subjects())
        .extracting(SubjectWindows::key)
        .containsExactly("made/s2", "made/s3", "made/s4", "made/s5", "made/s6");
    // Subjects of 4 to 10 windows: 4 + 5 in the two that are too short.
    assertThat(graded.leftOut().of("made"))
        .containsExactly(
            entry(new Reason(Outcome.EXCLUDED, "calibration"), 5L),
            entry(new Reason(Outcome.EXCLUDED, "too few windows of the subject"), 9L));
  }

  @Test
  void gradesNothingWhereTwoSubjectsAreLeft() {
    Graded graded = SyntheticWindows.graded(FeatureSet.PPG, SyntheticWindows.of(7, 4, 2), 9);

    assertThat(graded.cohorts()).isEmpty();
    assertThat(graded.leftOut().of("made"))
        .containsExactly(
            entry(new Reason(Outcome.EXCLUDED, "too few subjects"), 19L),
            entry(new Reason(Outcome.EXCLUDED, "too few windows of the subject"), 30L));
  }
}
