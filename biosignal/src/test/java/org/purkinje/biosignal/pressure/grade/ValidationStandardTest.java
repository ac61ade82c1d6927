package org.purkinje.biosignal.pressure.grade;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

/** Outcomes by the definitions of the standards on readings made by hand. */
class ValidationStandardTest {

  @Test
  void hasNoOutcomeOfAnyStandardBelow85Subjects() {
    assertThat(verdicts(84, i -> 0)).containsOnly("insufficient subjects");
    assertThat(verdicts(84, i -> 40)).containsOnly("insufficient subjects");
  }

  @Test
  void hasAnOutcomeFrom85SubjectsOn() {
    assertThat(verdicts(85, i -> 3)).containsExactly("pass", "pass", "A", "A");
    // ME 0 and SD 9; the mean error of a subject is 3 or -3; all errors within 10 mmHg.
    assertThat(verdicts(85, i -> i % 2 == 0 ? 9 : -9)).containsExactly("fail", "pass", "D", "D");
  }

  @Test
  void countsOnlySubjectsWithThreeReadings() {
    // 84 subjects of two readings, 33 of four.
    int[] subjects = new int[300];
    for (int i = 0; i < 300; i++) {
      subjects[i] = i < 168 ? i / 2 : 84 + (i - 168) / 4;
    }
    PressurePairs pairs = PressureCases.of(subjects, new double[300]);
    assertThat(ValidationStandard.BHS.verdict(Optional.of(pairs)))
        .isEqualTo(Verdict.insufficient(33));
  }

  @Test
  void hasNoOutcomeWithoutAnyReading() {
    assertThat(ValidationStandard.IEEE_1708.verdict(Optional.empty()))
        .isEqualTo(Verdict.insufficient(0));
  }

  @Test
  void takesTheWorstOfSeveralTrainings() {
    Verdict good = ValidationStandard.BHS.verdict(pairs(85, i -> 0));
    Verdict bad = ValidationStandard.BHS.verdict(pairs(85, i -> 40));
    assertThat(Verdict.worst(List.of(good, bad, good)).text()).isEqualTo("D");
  }

  private static List<String> verdicts(int subjects, IntToDoubleFunction errorMmhg) {
    return Arrays.stream(ValidationStandard.values())
        .map(standard -> standard.verdict(pairs(subjects, errorMmhg)).text())
        .toList();
  }

  private static Optional<PressurePairs> pairs(int subjects, IntToDoubleFunction errorMmhg) {
    return Optional.of(PressureCases.threePerSubject(subjects, errorMmhg));
  }
}
