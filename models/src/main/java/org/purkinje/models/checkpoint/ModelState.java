package org.purkinje.models.checkpoint;

import java.util.List;
import java.util.function.Function;

/**
 * What a training goes on from besides its step: a model's flat vector and Adam's moments of it,
 * all in the order of the {@link org.purkinje.models.layer.ParameterLayout}.
 *
 * @param parameters float32 [parameters]
 * @param firstMoments running mean of the gradient, float32 [parameters]
 * @param secondMoments running mean of the squared gradient, float32 [parameters]
 */
public record ModelState(float[] parameters, float[] firstMoments, float[] secondMoments) {

  public ModelState {
    if (firstMoments.length != parameters.length || secondMoments.length != parameters.length) {
      throw new IllegalArgumentException(
          "moments must be as many as the %,d parameters, got %,d and %,d"
              .formatted(parameters.length, firstMoments.length, secondMoments.length));
    }
  }

  /**
   * The mean of each element over states, which are added in their order.
   *
   * @param states of one model, at least one
   */
  public static ModelState mean(List<ModelState> states) {
    return new ModelState(
        mean(states, ModelState::parameters),
        mean(states, ModelState::firstMoments),
        mean(states, ModelState::secondMoments));
  }

  private static float[] mean(List<ModelState> states, Function<ModelState, float[]> vector) {
    float[] sum = vector.apply(states.get(0)).clone();
    for (ModelState other : states.subList(1, states.size())) {
      float[] values = vector.apply(other);
      for (int i = 0; i < sum.length; i++) {
        sum[i] += values[i];
      }
    }
    for (int i = 0; i < sum.length; i++) {
      sum[i] /= states.size();
    }
    return sum;
  }

  /** The state before the first step. */
  public static ModelState start(float[] parameters) {
    return new ModelState(parameters, new float[parameters.length], new float[parameters.length]);
  }
}
