package org.purkinje.pretrain;

import java.util.Map;
import java.util.TreeMap;
import org.purkinje.models.training.WindowMean;

/** Adds {@code explained_variance_*}, 1 − rec / patch_mean, to the terms of a reconstruction. */
final class ExplainedVariance {

  private static final String LOSS = "rec_";
  private static final String TRIVIAL_LOSS = "patch_mean_";

  /** What its terms begin with. */
  static final String TERM = "explained_variance_";

  private ExplainedVariance() {}

  static Map<String, WindowMean> with(Map<String, WindowMean> terms) {
    Map<String, WindowMean> all = new TreeMap<>(terms);
    terms.forEach(
        (term, loss) -> {
          if (term.startsWith(LOSS)) {
            String signal = term.substring(LOSS.length());
            double trivial = terms.get(TRIVIAL_LOSS + signal).value();
            all.put(TERM + signal, new WindowMean(1 - loss.value() / trivial, loss.windows()));
          }
        });
    return all;
  }
}
