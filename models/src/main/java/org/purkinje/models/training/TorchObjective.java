package org.purkinje.models.training;

import java.io.Serializable;
import org.purkinje.models.layer.ParameterLayout;
import org.purkinje.models.layer.Parameters;

/** A network and what it minimises. All state lives in the parameters and the rows. */
public interface TorchObjective extends Serializable {

  /** The trainable tensors. */
  ParameterLayout layout();

  /** Floats in one packed row. */
  int rowLength();

  /**
   * The loss of a batch, with the graph that its backward pass needs. Called within a pointer scope
   * that outlives the backward pass.
   *
   * @param rows at least one, each of {@link #rowLength()} floats
   */
  LossTerms loss(Parameters parameters, PackedRows rows);
}
