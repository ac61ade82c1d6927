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

  /**
   * The terms of one batch and, as {@value LossTerms#TOTAL}, their sum, as at the end of a
   * training.
   *
   * @throws IllegalStateException if one of them is not finite; the text names windows
   */
  public Map<String, WindowMean> losses(List<TrainingExample> examples) {
    torch.set_num_threads(1);
    try (PointerScope scope = new PointerScope();
        NoGradGuard noGrad = new NoGradGuard()) {
      FloatPointer rows = new FloatPointer(objective.rows(examples));
      LossTerms loss =
          objective.loss(
              parameters,
              new PackedRows(rows, examples.size(), objective.row()),
              TrainingStep.DONE);
      Map<String, WindowMean> means = loss.values();
      double total = loss.total().item_double();
      new BatchInspection(objective, parameters, memory, rows, examples.size(), TrainingStep.DONE)
          .ofLoss(total, means)
          .ifPresent(
              fault -> {
                throw new IllegalStateException(
                    "evaluation: "
                        + fault.text(examples.stream().map(TrainingExample::window).toList()));
              });
      means.put(LossTerms.TOTAL, new WindowMean(total, examples.size()));
      return means;
    }
  }

  @Override
  public void close() {
    parameters.close();
    memory.close();
  }
}
