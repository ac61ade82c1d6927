package org.purkinje.biosignal.pressure.grade;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import org.purkinje.biosignal.statistics.Descriptives;

/**
 * A standard for blood pressure devices. One rule holds for all of them: a study of fewer than
 * {@value Verdict#MIN_SUBJECTS} subjects with at least {@value Verdict#MIN_READINGS_PER_SUBJECT}
 * readings each has no outcome, neither pass nor fail nor a grade.
 */
public enum ValidationStandard {
  /** ANSI/AAMI SP10, criterion 1 of ISO 81060-2. */
  AAMI_SP10("aami", pairs -> passOrFail(AamiSp10.of(pairs).isWithinLimits())),
  ISO_81060_2_CRITERION_2(
      "iso-81060-2-criterion-2",
      pairs -> passOrFail(Iso81060Criterion2.of(pairs).isWithinLimits())),
  BHS("bhs", pairs -> grade(BhsGrade.of(pairs.errors()))),
  IEEE_1708("ieee-1708", pairs -> grade(Ieee1708Grade.of(mae(pairs))));

  private final String label;
  private final Function<PressurePairs, Outcome> outcome;

  ValidationStandard(String label, Function<PressurePairs, Outcome> outcome) {
    this.label = label;
    this.outcome = outcome;
  }

  /** The name in tables, e.g. {@code aami}. */
  public String label() {
    return label;
  }

  /**
   * @param pairs empty if there is no reading at all
   */
  public Verdict verdict(Optional<PressurePairs> pairs) {
    int counted = pairs.map(ValidationStandard::countedSubjects).orElse(0);
    if (counted < Verdict.MIN_SUBJECTS) {
      return Verdict.insufficient(counted);
    }
    Outcome reached = outcome.apply(pairs.orElseThrow());
    return new Verdict(reached.text(), reached.severity(), counted);
  }

  private static int countedSubjects(PressurePairs pairs) {
    return (int)
        SubjectErrors.of(pairs).stream()
            .filter(subject -> subject.readings() >= Verdict.MIN_READINGS_PER_SUBJECT)
            .count();
  }

  private static double mae(PressurePairs pairs) {
    return Descriptives.mean(Arrays.stream(pairs.errors()).map(Math::abs).toArray());
  }

  private static Outcome passOrFail(boolean passes) {
    return passes ? new Outcome("pass", 0) : new Outcome("fail", 1);
  }

  private static Outcome grade(Enum<?> grade) {
    return new Outcome(grade.name(), grade.ordinal());
  }

  private record Outcome(String text, int severity) {}
}
