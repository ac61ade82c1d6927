package org.purkinje.eval.pressure;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A subject of two records; {@code b} was recorded before {@code a}. Figures by hand. */
class CalibrationModeTest {

  private static final RecordStarts STARTS =
      new RecordStarts(
          Map.of(
              "made/b", LocalDateTime.of(2020, 1, 1, 8, 0),
              "made/a", LocalDateTime.of(2020, 1, 1, 9, 0)));

  @Test
  void takesTheFirstWindowInTimeAndNotByNameOfTheRecord() {
    SubjectWindows subject = subject(CalibrationMode.FIRST, STARTS, 17);

    assertThat(subject.order()).isEqualTo(RecordOrder.STARTED_AT);
    assertThat(ids(subject.windows()))
        .containsExactly("s/b/1", "s/b/2", "s/b/10", "s/a/1", "s/a/2", "s/a/10");
    assertThat(calibrations(subject)).containsExactly("s/b/1");
    assertThat(subject.scored()).hasSize(5);
    assertThat(subject.calibrationMmhg(Target.SBP)).containsOnly(121).hasSize(5);
  }

  @Test
  void ordersByNameWhereOneStartIsNotKnownAndSaysSo() {
    RecordStarts one = new RecordStarts(Map.of("made/b", LocalDateTime.of(2020, 1, 1, 8, 0)));

    SubjectWindows subject = subject(CalibrationMode.FIRST, one, 17);

    assertThat(subject.order().label()).isEqualTo("record-name");
    assertThat(calibrations(subject)).containsExactly("s/a/1");
  }

  @Test
  void needsNoStartForOneRecord() {
    assertThat(
            RecordOrder.of(List.of(window("a", 1), window("a", 2)), new RecordStarts(Map.of()))
                .label())
        .isEqualTo("one-record");
  }

  @Test
  void calibratesEachRecordByItsOwnFirstWindow() {
    SubjectWindows subject = subject(CalibrationMode.FIRST_PER_RECORD, STARTS, 17);

    assertThat(calibrations(subject)).containsExactly("s/b/1", "s/a/1");
    assertThat(ids(subject.scored())).containsExactly("s/b/2", "s/b/10", "s/a/2", "s/a/10");
    assertThat(subject.calibrationMmhg(Target.SBP)).containsExactly(121, 121, 131, 131);
  }

  @Test
  void averagesPressuresAndFeaturesOfTheFirstThreeWindowsAndScoresNoneOfThem() {
    SubjectWindows subject = subject(CalibrationMode.MEAN_3, STARTS, 17);

    assertThat(calibrations(subject)).containsExactly("s/b/1", "s/b/2", "s/b/10");
    assertThat(ids(subject.scored())).containsExactly("s/a/1", "s/a/2", "s/a/10");
    // 121, 122 and 130; features 1, 2 and 10.
    assertThat(subject.calibrationMmhg(Target.SBP)[0]).isEqualTo(373 / 3.0);
    assertThat(subject.spans().get(0).reading().features()).containsExactly(13 / 3f);
  }

  @Test
  void drawsTheCalibrationOfASubjectBySeed() {
    Set<String> drawn = new HashSet<>();
    for (long seed = 0; seed < 50; seed++) {
      SubjectWindows subject = subject(CalibrationMode.RANDOM, STARTS, seed);
      assertThat(calibrations(subject))
          .hasSize(1)
          .isEqualTo(calibrations(subject(CalibrationMode.RANDOM, STARTS, seed)))
          .doesNotContainAnyElementsOf(ids(subject.scored()));
      assertThat(subject.scored()).hasSize(5);
      drawn.addAll(calibrations(subject));
    }
    assertThat(drawn).hasSize(6);
  }

  @Test
  void scoresNoWindowThatIsACalibration() {
    for (CalibrationMode mode : CalibrationMode.values()) {
      SubjectWindows subject = subject(mode, STARTS, 17);
      assertThat(subject.scored().size() + calibrations(subject).size()).isEqualTo(6);
      assertThat(ids(subject.scored())).doesNotContainAnyElementsOf(calibrations(subject));
      assertThat(subject.calibrationMmhg(Target.DBP)).hasSameSizeAs(subject.truthMmhg(Target.DBP));
      assertThat(Examples.ofScored(subject, Target.SBP).rows()).isEqualTo(subject.scored().size());
    }
  }

  /** The features differ by record, so that a reading across records would show. */
  @Test
  void measuresChangesFromTheCalibrationOfTheSameRecord() {
    Examples changes =
        Examples.ofScored(subject(CalibrationMode.FIRST_PER_RECORD, STARTS, 17), Target.SBP);

    assertThat(changes.targetsMmhg()).containsExactly(1, 9, 1, 9);
    assertThat(changes.inputs()).containsExactly(1, 1, 121, 9, 1, 121, 1, 11, 131, 9, 11, 131);
  }

  private static SubjectWindows subject(CalibrationMode mode, RecordStarts starts, long seed) {
    List<PressureWindow> windows = new ArrayList<>();
    for (String record : List.of("a", "b")) {
      for (int number : new int[] {10, 2, 1}) {
        windows.add(window(record, number));
      }
    }
    Collections.shuffle(windows, new Random(3));
    return SubjectWindows.of("made/s", windows, starts, mode, seed);
  }

  private static PressureWindow window(String record, int number) {
    int shift = record.equals("a") ? 10 : 0;
    return SyntheticWindows.window(
        "s", record, number, new float[] {shift + number}, 120 + shift + number, 80);
  }

  private static List<String> calibrations(SubjectWindows subject) {
    return subject.spans().stream().flatMap(s -> ids(s.calibrationWindows()).stream()).toList();
  }

  private static List<String> ids(List<PressureWindow> windows) {
    return windows.stream().map(PressureWindow::windowId).toList();
  }
}
