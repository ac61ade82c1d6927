package org.purkinje.models.training;

import java.util.List;
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

  /** The terms of one batch, as at the end of a training. */
  public Map<String, WindowMean> losses(List<TrainingExample> examples) {
    torch.set_num_threads(1);
    try (PointerScope scope = new PointerScope();
        NoGradGuard noGrad = new NoGradGuard()) {
      FloatPointer rows = new FloatPointer(objective.rows(examples));
      return objective
          .loss(
              parameters, new PackedRows(rows, examples.size(), objective.row()), TrainingStep.DONE)
          .values();
    }
  }

  @Override
  public void close() {
    parameters.close();
    memory.close();
  }
}
