package org.purkinje.models.training;

import java.util.List;
import java.util.Map;

/**
 * A trained model that turns windows into vectors, without gradients and with nothing hidden. Uses
 * one thread; not for use by several threads at once.
 */
public interface WindowEncoder extends AutoCloseable {

  /**
   * @param windows standardised samples of each window by the signal's name, e.g. {@code ecg}
   * @return vectors of each window by output, e.g. {@code joint}, in the outputs' order; without
   *     those for which the window lacks a signal. They do not depend on what shares the batch
   * @throws IllegalArgumentException if a signal has another number of samples than the model takes
   */
  List<Map<String, float[]>> encode(List<Map<String, float[]>> windows);

  @Override
  void close();
}
