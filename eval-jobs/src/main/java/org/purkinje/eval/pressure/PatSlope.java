package org.purkinje.eval.pressure;

import java.util.stream.IntStream;

/**
 * A line through zero from the change of the pulse arrival time to the change of pressure, by least
 * squares over the training subjects.
 */
record PatSlope(double mmhgPerSecond) {

  /**
   * @param changes rows whose first input is the change of the pulse arrival time, s
   */
  static PatSlope of(Examples changes) {
    double product = 0;
    double square = 0;
    for (int row = 0; row < changes.rows(); row++) {
      double pat = pat(changes, row);
      product += pat * changes.targetsMmhg()[row];
      square += pat * pat;
    }
    return new PatSlope(square == 0 ? 0 : product / square);
  }

  /** Changes of pressure, mmHg, shape [rows]. */
  double[] predict(Examples changes) {
    return IntStream.range(0, changes.rows())
        .mapToDouble(row -> mmhgPerSecond * pat(changes, row))
        .toArray();
  }

  private static double pat(Examples changes, int row) {
    return changes.inputs()[row * changes.columns()];
  }
}
