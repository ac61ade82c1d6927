package org.purkinje.models.training;

import java.util.Map;

/**
 * What a training step may see of one window, whatever its objective makes of it.
 *
 * @param window id, by which errors name it
 * @param person equal for windows of one person
 * @param isTrustedPair whether its signals are known to show the same beats
 * @param signals normalised samples by kind, e.g. {@code ecg}; a kind that the window lacks is
 *     absent
 * @param seed what the window's masks and augmentations are drawn from
 */
public record TrainingExample(
    String window, long person, boolean isTrustedPair, Map<String, float[]> signals, long seed) {

  private static final float[] NONE = {};

  public TrainingExample {
    signals = Map.copyOf(signals);
  }

  /** Samples of a kind of signal; none if the window lacks it. */
  public float[] signal(String kind) {
    return signals.getOrDefault(kind, NONE);
  }
}
