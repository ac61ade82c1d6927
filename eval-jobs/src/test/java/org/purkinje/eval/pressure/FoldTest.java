package org.purkinje.eval.pressure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FoldTest {

  private static final List<SubjectWindows> SUBJECTS =
      SubjectWindows.group(SyntheticWindows.of(7, 4, 2));

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
  void neverScoresTheCalibration() {
    for (SubjectWindows subject : SUBJECTS) {
      assertThat(subject.scored())
          .hasSize(subject.windows().size() - 1)
          .doesNotContain(subject.calibration());
    }
  }

  @Test
  void calibratesByTheFirstWindowOfTheFirstRecordWhateverTheOrderOfTheRows() {
    List<PressureWindow> windows = new ArrayList<>();
    for (String record : List.of("b", "a")) {
      for (int i : new int[] {10, 2, 1}) {
        windows.add(SyntheticWindows.window("s", record, i, new float[] {1}, 120, 80));
      }
    }
    Collections.shuffle(windows, new Random(3));

    SubjectWindows subject = SubjectWindows.group(windows).get(0);

    assertThat(subject.windows())
        .extracting(PressureWindow::windowId)
        .containsExactly("s/a/1", "s/a/2", "s/a/10", "s/b/1", "s/b/2", "s/b/10");
  }

  @Test
  void keepsSubjectsOfEqualNameInTwoCorporaApart() {
    PressureWindow here = SyntheticWindows.window("1", "r", 0, new float[] {1}, 120, 80);
    PressureWindow there =
        new PressureWindow("other", "r", "1", "other/1", "x", 0, new float[] {1}, 120, 80);

    assertThat(SubjectWindows.group(List.of(here, there)))
        .extracting(SubjectWindows::key)
        .containsExactly("made/1", "other/1");
  }

  @Test
  void holdsOnePersonOutUnderBothNames() {
    PressureWindow here = SyntheticWindows.window("1", "r", 0, new float[] {1}, 120, 80);
    PressureWindow there =
        new PressureWindow("other", "r", "7", "made/1", "x", 0, new float[] {1}, 120, 80);

    assertThat(SubjectWindows.group(List.of(here, there)))
        .singleElement()
        .satisfies(person -> assertThat(person.windows()).hasSize(2));
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
  void dropsSubjectsWithFewWindowsAndAccountsForEachWindow() {
    Cohort cohort = Cohort.of(FeatureSet.PPG, SyntheticWindows.of(7, 4, 2), 6);

    assertThat(cohort.subjects())
        .extracting(SubjectWindows::key)
        .containsExactly("made/s2", "made/s3", "made/s4", "made/s5", "made/s6");
    // 49 accepted of 60: 40 in the five subjects, 5 of them calibrations.
    assertThat(
            cohort.accounting(Map.of("made", 60L, "silent", 3L), Map.of("made", 11L, "silent", 3L)))
        .extracting(
            count ->
                List.of(count.discovered(), count.accepted(), count.rejected(), count.excluded()))
        .containsExactly(List.of(60L, 35L, 11L, 14L), List.of(3L, 0L, 3L, 0L));
  }
}
