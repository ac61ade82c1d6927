package org.purkinje.models.training;

import java.util.Map;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.global.torch;
import org.purkinje.models.layer.Parameters;

/**
 * The losses of a trained model, without gradients. Uses one thread; not for use by several threads
 * at once.
 */
public final class ObjectiveEvaluation implements AutoCloseable {
  private final TorchObjective objective;
  private final FloatPointer memory;
  private final Parameters parameters;

  /**
   * @param values the trained flat vector, in the order of the objective's layout
   */
  public ObjectiveEvaluation(TorchObjective objective, float[] values) {
    if (values.length != objective.layout().length()) {
      throw new IllegalArgumentException(
          "the objective has %,d parameters, got %,d"
              .formatted(objective.layout().length(), values.length));
    }
    this.objective = objective;
    memory = new FloatPointer(values);
    parameters = Parameters.frozen(objective.layout(), memory);
  }

  /**
   * The terms of one batch.
   *
   * @param rows packed windows, row-major, shape [windows][row length]
   */
  public Map<String, WindowMean> losses(float[] rows) {
    torch.set_num_threads(1);
    try (PointerScope scope = new PointerScope();
        NoGradGuard noGrad = new NoGradGuard()) {
      int columns = objective.rowLength();
      return objective
          .loss(parameters, new PackedRows(new FloatPointer(rows), rows.length / columns, columns))
          .values();
    }
  }

  @Override
  public void close() {
    parameters.close();
    memory.close();
  }
}
