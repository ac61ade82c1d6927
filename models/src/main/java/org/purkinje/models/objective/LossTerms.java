package org.purkinje.models.objective;

import java.util.LinkedHashMap;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;

/**
 * A loss and the terms worth a learning curve.
 *
 * @param total what is minimised, a scalar with gradient; a mean over the batch
 * @param terms scalars by name, in the order of the curve's columns
 */
public record LossTerms(Tensor total, Map<String, Tensor> terms) {

  /** The terms as numbers. */
  public Map<String, Double> values() {
    Map<String, Double> values = new LinkedHashMap<>();
    terms.forEach((name, term) -> values.put(name, term.item_double()));
    return values;
  }
}
