package org.purkinje.eval.pressure;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Rows that a model learns from or answers.
 *
 * @param inputs row by row, shape [rows × columns]
 * @param columns inputs per row
 * @param targetsMmhg what is to be predicted, shape [rows]
 * @param subjects number of each row's subject, shape [rows]
 */
record Examples(float[] inputs, int columns, double[] targetsMmhg, int[] subjects) {

  int rows() {
    return targetsMmhg.length;
  }

  /** Each window as it is: features to pressure. */
  static Examples ofWindows(List<SubjectWindows> subjects, Target target) {
    Builder rows = new Builder(features(subjects), count(subjects));
    for (int s = 0; s < subjects.size(); s++) {
      for (PressureWindow window : subjects.get(s).windows()) {
        rows.add(window.mmhg(target), s).features(window.features());
      }
    }
    return rows.build();
  }

  /** Each scored window as it is. */
  static Examples ofScoredWindows(SubjectWindows subject, Target target) {
    List<PressureWindow> scored = subject.scored();
    Builder rows = new Builder(features(List.of(subject)), scored.size());
    for (PressureWindow window : scored) {
      rows.add(window.mmhg(target), 0).features(window.features());
    }
    return rows.build();
  }

  /**
   * Changes since a reading of the same subject: {@code [f - f_a, f_a, BP_a]} to {@code BP - BP_a}.
   * The reading {@code a} is the calibration of a {@link CalibratedSpan}, and then each of {@code
   * anchors} readings of as many windows drawn from the span; the span's other windows give a row
   * each.
   */
  static Examples ofChanges(
      List<SubjectWindows> subjects, Target target, int anchors, SplittableRandom random) {
    int scored = subjects.stream().mapToInt(subject -> subject.scored().size()).sum();
    int rows = Math.multiplyExact(scored, 1 + anchors);
    Builder changes = new Builder(2 * features(subjects) + 1, rows);
    for (int s = 0; s < subjects.size(); s++) {
      for (CalibratedSpan span : subjects.get(s).spans()) {
        addChanges(changes, span, span.calibration(), target, s);
        for (int i = 0; i < anchors; i++) {
          addChanges(changes, span, span.drawReading(random), target, s);
        }
      }
    }
    return changes.build();
  }

  /** Changes of the scored windows since the calibration. */
  static Examples ofScored(SubjectWindows subject, Target target) {
    return ofChanges(List.of(subject), target, 0, new SplittableRandom(0));
  }

  /** The rows of these subjects, in order. */
  Examples of(Set<Integer> chosen) {
    int[] kept = IntStream.range(0, rows()).filter(row -> chosen.contains(subjects[row])).toArray();
    Builder part = new Builder(columns, kept.length);
    for (int row : kept) {
      part.add(targetsMmhg[row], subjects[row])
          .features(Arrays.copyOfRange(inputs, row * columns, (row + 1) * columns));
    }
    return part.build();
  }

  private static void addChanges(
      Builder changes, CalibratedSpan span, int[] anchor, Target target, int subject) {
    CalibratedSpan.Reading reading = span.reading(anchor);
    Set<Integer> inReading = Arrays.stream(anchor).boxed().collect(Collectors.toSet());
    for (int i = 0; i < span.windows().size(); i++) {
      if (!inReading.contains(i)) {
        PressureWindow window = span.windows().get(i);
        changes
            .add(window.mmhg(target) - reading.mmhg(target), subject)
            .difference(window.features(), reading.features())
            .features(reading.features())
            .input((float) reading.mmhg(target));
      }
    }
  }

  private static int features(List<SubjectWindows> subjects) {
    return subjects.get(0).windows().get(0).features().length;
  }

  private static int count(List<SubjectWindows> subjects) {
    return subjects.stream().mapToInt(subject -> subject.windows().size()).sum();
  }

  /** Fills examples row by row, input by input. */
  static final class Builder {

    private final float[] inputs;
    private final int columns;
    private final double[] targetsMmhg;
    private final int[] subjects;
    private int row;
    private int next;

    Builder(int columns, int rows) {
      this.inputs = new float[Math.multiplyExact(rows, columns)];
      this.columns = columns;
      this.targetsMmhg = new double[rows];
      this.subjects = new int[rows];
    }

    /** Begins a row. */
    Builder add(double targetMmhg, int subject) {
      targetsMmhg[row] = targetMmhg;
      subjects[row] = subject;
      row++;
      return this;
    }

    Builder features(float[] features) {
      for (float feature : features) {
        input(feature);
      }
      return this;
    }

    Builder difference(float[] features, float[] reference) {
      for (int i = 0; i < features.length; i++) {
        input(features[i] - reference[i]);
      }
      return this;
    }

    Builder input(float value) {
      inputs[next++] = value;
      return this;
    }

    Examples build() {
      if (row != targetsMmhg.length || next != inputs.length) {
        throw new IllegalStateException(
            "%d rows of %d inputs were announced, %d rows and %d inputs came"
                .formatted(targetsMmhg.length, columns, row, next));
      }
      return new Examples(inputs, columns, targetsMmhg, subjects);
    }
  }
}
