package org.purkinje.biosignal.pressure.grade;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Estimates of one pressure (SBP, DBP or MAP) next to their reference readings.
 *
 * @param subjects number of each reading's subject, any numbering, shape [readings]
 * @param truthMmhg reference, shape [readings]
 * @param predictedMmhg estimate, shape [readings]
 */
public record PressurePairs(int[] subjects, double[] truthMmhg, double[] predictedMmhg) {

  public PressurePairs {
    int n = subjects.length;
    if (n == 0 || truthMmhg.length != n || predictedMmhg.length != n) {
      throw new IllegalArgumentException(
          "subjects, references and estimates must be equally many and not 0, got %d, %d and %d"
              .formatted(n, truthMmhg.length, predictedMmhg.length));
    }
    for (int i = 0; i < n; i++) {
      if (!Double.isFinite(truthMmhg[i]) || !Double.isFinite(predictedMmhg[i])) {
        throw new IllegalArgumentException(
            "reference and estimate must be finite, got %s and %s at reading %d"
                .formatted(truthMmhg[i], predictedMmhg[i], i));
      }
    }
  }

  /** The readings of all parts, one after another. */
  public static PressurePairs joined(List<PressurePairs> parts) {
    return new PressurePairs(
        parts.stream().flatMapToInt(part -> Arrays.stream(part.subjects())).toArray(),
        parts.stream().flatMapToDouble(part -> Arrays.stream(part.truthMmhg())).toArray(),
        parts.stream().flatMapToDouble(part -> Arrays.stream(part.predictedMmhg())).toArray());
  }

  /** Estimate minus reference, mmHg, shape [readings]. */
  public double[] errors() {
    double[] errors = new double[subjects.length];
    for (int i = 0; i < errors.length; i++) {
      errors[i] = predictedMmhg[i] - truthMmhg[i];
    }
    return errors;
  }

  /** The readings at these positions. */
  public PressurePairs at(int[] positions) {
    return new PressurePairs(
        Arrays.stream(positions).map(i -> subjects[i]).toArray(),
        Arrays.stream(positions).mapToDouble(i -> truthMmhg[i]).toArray(),
        Arrays.stream(positions).mapToDouble(i -> predictedMmhg[i]).toArray());
  }

  /** The readings of each subject, in order of the subjects' numbers. */
  public List<PressurePairs> bySubject() {
    SortedMap<Integer, List<Integer>> positionsBySubject = new TreeMap<>();
    for (int i = 0; i < subjects.length; i++) {
      positionsBySubject.computeIfAbsent(subjects[i], subject -> new ArrayList<>()).add(i);
    }
    return positionsBySubject.values().stream()
        .map(positions -> at(positions.stream().mapToInt(Integer::intValue).toArray()))
        .toList();
  }
}
