package org.purkinje.biosignal.pressure.grade;

import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/** Readings made for the tests of this package. */
final class PressureCases {

  private PressureCases() {}

  /** Readings of 120 mmHg, three in a row per subject, with the given error at each position. */
  static PressurePairs threePerSubject(int subjects, IntToDoubleFunction errorMmhg) {
    return of(IntStream.range(0, 3 * subjects).map(i -> i / 3).toArray(), errorMmhg);
  }

  /** Readings of 120 mmHg with these errors. */
  static PressurePairs of(int[] subjects, double... errorsMmhg) {
    return of(subjects, i -> errorsMmhg[i]);
  }

  private static PressurePairs of(int[] subjects, IntToDoubleFunction errorMmhg) {
    int n = subjects.length;
    return new PressurePairs(
        subjects,
        IntStream.range(0, n).mapToDouble(i -> 120).toArray(),
        IntStream.range(0, n).mapToDouble(i -> 120 + errorMmhg.applyAsDouble(i)).toArray());
  }
}
