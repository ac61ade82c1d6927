package org.purkinje.models.training;

import java.util.LinkedHashMap;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;

/**
 * A loss and the terms worth a learning curve.
 *
 * @param total what is minimised, a scalar with gradient
 * @param terms means by name, in the order of the curve's columns; a term that no window of the
 *     batch has is left out
 */
public record LossTerms(Tensor total, Map<String, Term> terms) {

  /** What {@code total} is called among the terms of a curve. */
  public static final String TOTAL = "loss";

  /**
   * One term of a batch.
   *
   * @param mean scalar, a mean over the windows that have the term
   * @param windows how many these are, at least 1
   */
  public record Term(Tensor mean, int windows) {}

  /** The terms as numbers. */
  public Map<String, WindowMean> values() {
    Map<String, WindowMean> values = new LinkedHashMap<>();
    terms.forEach(
        (name, term) ->
            values.put(name, new WindowMean(term.mean().item_double(), term.windows())));
    return values;
  }
}
