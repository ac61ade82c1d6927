package org.purkinje.models.dl4j;

import java.util.List;
import org.purkinje.models.training.BatchFault;

/** A training step whose loss or gradient is not finite; the model is as it was before it. */
final class NonFiniteStepException extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  private final String where;
  private final transient BatchFault fault;

  /**
   * @param where run and step
   */
  NonFiniteStepException(String where, BatchFault fault) {
    super(where + ": " + fault.text());
    this.where = where;
    this.fault = fault;
  }

  /**
   * The same with the windows' names, in place of this one.
   *
   * @param windows ids of the batch's windows, shape [rows]
   */
  IllegalStateException naming(List<String> windows) {
    IllegalStateException named = new IllegalStateException(where + ": " + fault.text(windows));
    named.setStackTrace(getStackTrace());
    return named;
  }
}
