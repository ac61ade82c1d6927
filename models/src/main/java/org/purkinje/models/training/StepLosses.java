package org.purkinje.models.training;

import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The losses of one training step of one worker.
 *
 * @param run the run the step belongs to
 * @param iteration steps this worker's model had done before, from 0
 * @param windows windows in the step's batch
 * @param total what was minimised
 * @param terms by name, each a mean over those windows of the batch that have it, in the order of
 *     the learning curve's columns
 */
public record StepLosses(
    String run, int iteration, int windows, double total, Map<String, WindowMean> terms)
    implements Serializable {

  public StepLosses {
    terms = new LinkedHashMap<>(terms);
  }
}
