package org.purkinje.models.dl4j;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.purkinje.models.layer.ParameterLayout;
import org.purkinje.models.layer.ParameterSpec;

/**
 * Neighbouring trained tensors of a flat vector that have one learning rate.
 *
 * @param from first element
 * @param to element after the last
 * @param learningRateScale what the learning rate is multiplied by
 */
record ScaledRange(long from, long to, double learningRateScale) implements Serializable {

  /** Those of a layout, in order; buffers lie between them. */
  static List<ScaledRange> of(ParameterLayout layout) {
    return of(layout, spec -> true);
  }

  /** Those of some of a layout's tensors, in order. */
  static List<ScaledRange> of(ParameterLayout layout, Predicate<ParameterSpec> which) {
    List<ScaledRange> ranges = new ArrayList<>();
    for (ParameterSpec spec : layout.specs()) {
      if (!spec.isTrained() || !which.test(spec)) {
        continue;
      }
      ScaledRange own = new ScaledRange(spec.offset(), spec.end(), spec.learningRateScale());
      ScaledRange last = ranges.isEmpty() ? own : ranges.get(ranges.size() - 1);
      if (last.to == own.from && last.learningRateScale == own.learningRateScale) {
        ranges.set(ranges.size() - 1, new ScaledRange(last.from, own.to, own.learningRateScale));
      } else {
        ranges.add(own);
      }
    }
    return List.copyOf(ranges);
  }
}
