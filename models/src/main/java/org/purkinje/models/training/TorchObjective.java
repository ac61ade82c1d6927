package org.purkinje.models.training;

import java.io.Serializable;
import org.purkinje.models.layer.ParameterLayout;
import org.purkinje.models.layer.Parameters;

/** A network and what it minimises. All state lives in the parameters and the rows. */
public interface TorchObjective extends Serializable {

  /** The trainable tensors. */
  ParameterLayout layout();

  /** What a row holds of an example. */
  RowLayout row();

  /**
   * Writes an example as a row of {@link #row()}.
   *
   * @throws IllegalArgumentException if the example lacks what the objective needs
   */
  void write(TrainingExample example, RowLayout.Row row);

  /**
   * The loss of a batch, with the graph that its backward pass needs. Called within a pointer scope
   * that outlives the backward pass.
   *
   * @param rows at least one
   * @param step how far the training is
   */
  LossTerms loss(Parameters parameters, PackedRows rows, TrainingStep step);
}
