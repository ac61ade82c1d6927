package org.purkinje.models.checkpoint;

import java.util.List;
import java.util.function.Function;
import org.purkinje.models.training.Optimiser;

/**
 * What a training goes on from besides its step: a model's flat vector and the moments of it that
 * the optimiser keeps, all in the order of the {@link org.purkinje.models.layer.ParameterLayout}.
 *
 * @param parameters float32 [parameters]
 * @param firstMoments running mean of the gradient, float32 [parameters], or [0] of an optimiser
 *     without moments
 * @param secondMoments running mean of the squared gradient, likewise
 */
public record ModelState(float[] parameters, float[] firstMoments, float[] secondMoments) {

  public ModelState {
    if (firstMoments.length != secondMoments.length
        || (firstMoments.length != 0 && firstMoments.length != parameters.length)) {
      throw new IllegalArgumentException(
          "moments must be none, or as many as the %,d parameters, got %,d and %,d"
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

  /** Whether the optimiser keeps moments. */
  public boolean hasMoments() {
    return firstMoments.length > 0;
  }

  /** The vectors that there are: parameters and, if there are any, first and second moments. */
  public float[][] vectors() {
    return hasMoments()
        ? new float[][] {parameters, firstMoments, secondMoments}
        : new float[][] {parameters};
  }

  /**
   * @param vectors as {@link #vectors} gives them
   */
  public static ModelState of(float[][] vectors) {
    return vectors.length == 1
        ? withoutMoments(vectors[0])
        : new ModelState(vectors[0], vectors[1], vectors[2]);
  }

  /** The state before the first step of an optimiser. */
  public static ModelState start(float[] parameters, Optimiser optimiser) {
    return optimiser.hasMoments() ? start(parameters) : withoutMoments(parameters);
  }

  /** A state of an optimiser that keeps none. */
  public static ModelState withoutMoments(float[] parameters) {
    return new ModelState(parameters, new float[0], new float[0]);
  }

  /** The state before the first step of an optimiser with moments. */
  public static ModelState start(float[] parameters) {
    return new ModelState(parameters, new float[parameters.length], new float[parameters.length]);
  }
}
