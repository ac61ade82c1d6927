package org.purkinje.pretrain.heldout;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import org.purkinje.models.m2ae.M2aeEncoder;
import org.purkinje.models.training.WindowMean;

/**
 * What a model makes of one held-out person's windows.
 *
 * @param person group of the person
 * @param digest SHA-256 over the windows' ids
 * @param terms reconstruction terms, each a mean over the windows that have it
 * @param pairs projections of the trusted pairs
 */
public record PersonResult(
    String person, String digest, Map<String, WindowMean> terms, List<M2aeEncoder.Projection> pairs)
    implements Serializable {

  /**
   * Mean and weight of a term.
   *
   * @throws IllegalStateException if no window has it
   */
  WindowMean term(String name) {
    WindowMean mean = terms.get(name);
    if (mean == null) {
      throw new IllegalStateException("%s has no term %s".formatted(person, name));
    }
    return mean;
  }
}
