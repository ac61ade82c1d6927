package org.purkinje.models.training;

import java.util.Map;
import java.util.Set;

/**
 * What a training step may see of one window, whatever its objective makes of it.
 *
 * @param window id, by which errors name it
 * @param person equal for windows of one person
 * @param isTrustedPair whether its signals are known to show the same beats
 * @param signals normalised samples by kind, e.g. {@code ecg}; a kind that the window lacks is
 *     absent
 * @param seed what the window's masks and augmentations are drawn from
 * @param classes those of the window, counted from 0; none where nothing is classified
 */
public record TrainingExample(
    String window,
    long person,
    boolean isTrustedPair,
    Map<String, float[]> signals,
    long seed,
    Set<Integer> classes) {

  private static final float[] NONE = {};

  public TrainingExample {
    signals = Map.copyOf(signals);
    classes = Set.copyOf(classes);
  }

  /** A window without labels. */
  public TrainingExample(
      String window, long person, boolean isTrustedPair, Map<String, float[]> signals, long seed) {
    this(window, person, isTrustedPair, signals, seed, Set.of());
  }

  /** Samples of a kind of signal; none if the window lacks it. */
  public float[] signal(String kind) {
    return signals.getOrDefault(kind, NONE);
  }
}
