package org.purkinje.eval.pressure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ExamplesTest {

  private static final SubjectWindows SUBJECT =
      subject("s", new float[][] {{1, 10}, {2, 30}, {4, 20}}, new double[] {120, 125, 110});

  @Test
  void givesEachScoredWindowItsChangeSinceTheCalibration() {
    Examples scored = Examples.ofScored(SUBJECT, Target.SBP);

    assertThat(scored.columns()).isEqualTo(5);
    assertThat(scored.inputs()).containsExactly(1, 20, 1, 10, 120, 3, 10, 1, 10, 120);
    assertThat(scored.targetsMmhg()).containsExactly(5, -10);
  }

  @Test
  void measuresDiastolicPressureByItsOwnCalibration() {
    Examples scored = Examples.ofScored(SUBJECT, Target.DBP);

    assertThat(scored.targetsMmhg()).containsExactly(2.5, -5);
    assertThat(scored.inputs()[4]).isEqualTo(60);
  }

  @Test
  void repeatsTheTrainingSubjectsForEveryDrawnAnchor() {
    SubjectWindows other = subject("t", new float[][] {{5, 5}, {6, 6}}, new double[] {100, 103});

    Examples changes =
        Examples.ofChanges(List.of(SUBJECT, other), Target.SBP, 4, new SplittableRandom(1));

    assertThat(changes.rows()).isEqualTo((2 + 1) * 5);
    assertThat(changes.targetsMmhg()).startsWith(5, -10).doesNotContain(0);
    assertThat(changes.subjects()).startsWith(0, 0).endsWith(1, 1, 1, 1, 1);
    for (int row = 0; row < changes.rows(); row++) {
      float[] inputs = changes.inputs();
      double reading = inputs[5 * row + 4];
      assertThat(reading + changes.targetsMmhg()[row])
          .isIn(
              changes.subjects()[row] == 0 ? List.of(120.0, 125.0, 110.0) : List.of(100.0, 103.0));
    }
  }

  @Test
  void givesTheUncalibratedModelEveryTrainingWindow() {
    Examples windows = Examples.ofWindows(List.of(SUBJECT), Target.SBP);

    assertThat(windows.inputs()).containsExactly(1, 10, 2, 30, 4, 20);
    assertThat(windows.targetsMmhg()).containsExactly(120, 125, 110);
  }

  @Test
  void givesTheUncalibratedModelTheScoredWindowsOfTheHeldOutSubject() {
    Examples windows = Examples.ofScoredWindows(SUBJECT, Target.SBP);

    assertThat(windows.inputs()).containsExactly(2, 30, 4, 20);
    assertThat(windows.targetsMmhg()).containsExactly(125, 110);
  }

  @Test
  void keepsTheRowsOfTheChosenSubjects() {
    Examples both =
        Examples.ofWindows(
            List.of(SUBJECT, subject("t", new float[][] {{7, 8}}, new double[] {99})), Target.SBP);

    Examples second = both.of(Set.of(1));

    assertThat(second.inputs()).containsExactly(7, 8);
    assertThat(second.targetsMmhg()).containsExactly(99);
    assertThat(second.subjects()).containsExactly(1);
  }

  @Test
  void rejectsRowsThatAreNotFull() {
    Examples.Builder rows = new Examples.Builder(2, 1).add(1, 0).input(1);

    assertThatThrownBy(rows::build)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("1 rows of 2 inputs were announced, 1 rows and 1 inputs came");
  }

  @Test
  void fitsTheSlopeThroughZero() {
    Examples changes = Examples.ofScored(SUBJECT, Target.SBP);

    PatSlope slope = PatSlope.of(changes);

    // (1 × 5 + 3 × -10) / (1² + 3²)
    assertThat(slope.mmhgPerSecond()).isEqualTo(-2.5);
    assertThat(slope.predict(changes)).containsExactly(-2.5, -7.5);
  }

  private static SubjectWindows subject(String name, float[][] features, double[] sbp) {
    return SubjectWindows.of(
        "made/" + name,
        IntStream.range(0, sbp.length)
            .mapToObj(i -> SyntheticWindows.window(name, "r", i, features[i], sbp[i], sbp[i] / 2))
            .toList(),
        SyntheticWindows.NO_STARTS,
        CalibrationMode.FIRST,
        17);
  }
}
