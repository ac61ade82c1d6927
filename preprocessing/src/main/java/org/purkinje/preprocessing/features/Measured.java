package org.purkinje.preprocessing.features;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a set of features is in one window.
 *
 * @param values by name; none where it is refused
 * @param refusal the first rule that forbids to measure
 */
record Measured(Map<String, Double> values, Optional<String> refusal) {

  static Measured refused(String refusal) {
    return new Measured(Map.of(), Optional.of(refusal));
  }

  /** A value that is no number, of a signal that no rule foresees, is refused. */
  static Measured of(List<String> names, double[] values) {
    Map<String, Double> byName = new LinkedHashMap<>();
    for (int i = 0; i < values.length; i++) {
      if (!Double.isFinite(values[i])) {
        return refused(names.get(i) + " is " + values[i]);
      }
      byName.put(names.get(i), values[i]);
    }
    return new Measured(byName, Optional.empty());
  }

  /** The values of both; refused where one is. */
  Measured and(Measured other) {
    if (refusal.isPresent()) {
      return this;
    }
    if (other.refusal.isPresent()) {
      return other;
    }
    Map<String, Double> both = new LinkedHashMap<>(values);
    both.putAll(other.values);
    return new Measured(both, Optional.empty());
  }
}
