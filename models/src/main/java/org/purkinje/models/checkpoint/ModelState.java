package org.purkinje.models.checkpoint;

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

  /** The state before the first step. */
  public static ModelState start(float[] parameters) {
    return new ModelState(parameters, new float[parameters.length], new float[parameters.length]);
  }
}
