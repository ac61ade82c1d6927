package org.purkinje.models.training;

import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import org.purkinje.models.baseline.MaskedSignal;
import org.purkinje.models.layer.ParameterLayout;
import org.purkinje.models.layer.Parameters;

/** A network and what it minimises. All state lives in the parameters and the rows. */
public interface TorchObjective extends Serializable {

  /** The tensors: those that are trained, and buffers. */
  ParameterLayout layout();

  /**
   * What its masks show of an example on which it is only measured, signal by signal; none if it
   * hides no patches.
   */
  default List<MaskedSignal> masked(TrainingExample example) {
    return List.of();
  }

  /** The signals that it takes of a window; none where rows are of something else. */
  default List<InputSignal> inputs() {
    return List.of();
  }

  /** What a row holds of an example. */
  RowLayout row();

  /**
   * Writes an example as a row of {@link #row()}.
   *
   * @throws IllegalArgumentException if the example lacks what the objective needs
   */
  void write(TrainingExample example, RowLayout.Row row);

  /**
   * What a trained model makes of windows; empty if the objective is no way to vectors of them.
   *
   * @param parameters the trained flat vector, in the order of {@link #layout()}
   */
  default Optional<WindowEncoder> encoder(float[] parameters) {
    return Optional.empty();
  }

  /**
   * Called before each training step, within a pointer scope and without gradients: may change the
   * buffers of the layout, such as a teacher's weights, from the tensors that are trained. Those it
   * leaves alone.
   *
   * @param step the one that follows
   */
  default void beforeStep(Parameters parameters, TrainingStep step) {}

  /** Examples as rows of {@link #row()}, shape [examples][row length]. */
  default float[] rows(List<TrainingExample> examples) {
    RowLayout layout = row();
    float[] rows = new float[examples.size() * layout.length()];
    for (int i = 0; i < examples.size(); i++) {
      write(examples.get(i), layout.new Row(rows, i));
    }
    return rows;
  }

  /**
   * The loss of a batch, with the graph that its backward pass needs. Called within a pointer scope
   * that outlives the backward pass.
   *
   * @param rows at least one
   * @param step how far the training is
   */
  LossTerms loss(Parameters parameters, PackedRows rows, TrainingStep step);
}
