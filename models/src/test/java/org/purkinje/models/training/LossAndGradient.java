package org.purkinje.models.training;

import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.PointerScope;
import org.purkinje.models.layer.ParameterLayout;
import org.purkinje.models.layer.Parameters;

/**
 * An objective's loss and gradient in double precision, in which leaks and wrong gradients show.
 *
 * @param gradient shape [parameters]
 */
public record LossAndGradient(double total, Map<String, WindowMean> terms, double[] gradient) {

  /**
   * @param values parameters, shape [parameters]
   */
  public static LossAndGradient of(
      TorchObjective objective,
      ParameterLayout layout,
      List<TrainingExample> windows,
      double[] values) {
    return of(objective, layout, windows, values, new TrainingStep(0, 0));
  }

  /** That of a given step. */
  public static LossAndGradient of(
      TorchObjective objective,
      ParameterLayout layout,
      List<TrainingExample> windows,
      double[] values,
      TrainingStep step) {
    float[] rows = objective.rows(windows);
    try (PointerScope scope = new PointerScope()) {
      DoublePointer gradients = new DoublePointer(new double[values.length]);
      Parameters parameters = Parameters.trainable(layout, new DoublePointer(values), gradients);
      LossTerms loss =
          objective.loss(
              parameters,
              new PackedRows(new FloatPointer(rows), windows.size(), objective.row()),
              step);
      loss.total().backward();
      double[] gradient = new double[values.length];
      gradients.get(gradient);
      LossAndGradient result =
          new LossAndGradient(loss.total().item_double(), loss.values(), gradient);
      parameters.close();
      return result;
    }
  }

  /** The starting values of a layout as doubles, shape [parameters]. */
  public static double[] startingValues(ParameterLayout layout, long seed) {
    float[] floats = layout.startingValues(seed);
    double[] values = new double[floats.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = floats[i];
    }
    return values;
  }

  public double value(String term) {
    return terms.get(term).value();
  }
}
