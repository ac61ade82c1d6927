package org.purkinje.eval.pressure;

/** Fills {@link Examples} row by row, input by input. */
final class ExamplesBuilder {

  private final float[] inputs;
  private final int columns;
  private final double[] targetsMmhg;
  private final int[] subjects;
  private int row;
  private int next;

  ExamplesBuilder(int columns, int rows) {
    this.inputs = new float[Math.multiplyExact(rows, columns)];
    this.columns = columns;
    this.targetsMmhg = new double[rows];
    this.subjects = new int[rows];
  }

  /** Begins a row. */
  ExamplesBuilder add(double targetMmhg, int subject) {
    targetsMmhg[row] = targetMmhg;
    subjects[row] = subject;
    row++;
    return this;
  }

  ExamplesBuilder features(float[] features) {
    for (float feature : features) {
      input(feature);
    }
    return this;
  }

  ExamplesBuilder difference(float[] features, float[] reference) {
    for (int i = 0; i < features.length; i++) {
      input(features[i] - reference[i]);
    }
    return this;
  }

  ExamplesBuilder input(float value) {
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
