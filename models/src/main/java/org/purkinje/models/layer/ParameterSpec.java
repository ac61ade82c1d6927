package org.purkinje.models.layer;

import java.io.Serializable;
import java.util.List;

/**
 * One tensor in a model's flat parameter vector.
 *
 * @param name unique in its layout, e.g. {@code enc_e.blocks.0.qkv.weight}
 * @param shape sizes, outermost first; empty for a scalar
 * @param offset position of the first element in the flat vector; elements are in row-major order
 * @param centre middle of the starting values
 * @param spread half the width of the starting values: {@code centre + spread * u}, u in [−1, 1)
 * @param learningRateScale what the learning rate is multiplied by, at least 0
 * @param decays whether weight decay acts on it
 * @param maps linear maps that it holds, one after another along its first axis; 0 if it is none,
 *     such as a bias, a gain or a token
 */
public record ParameterSpec(
    String name,
    List<Long> shape,
    long offset,
    double centre,
    double spread,
    Role role,
    double learningRateScale,
    boolean decays,
    int maps)
    implements Serializable {

  /** Who changes a tensor. */
  public enum Role {
    /** The optimiser, by its gradient. */
    TRAINED,
    /**
     * The objective alone, such as running statistics, a codebook or a teacher's weights: without
     * gradient, but averaged and kept in checkpoints with the others.
     */
    BUFFER
  }

  public ParameterSpec {
    shape = List.copyOf(shape);
    if (!(learningRateScale >= 0)) {
      throw new IllegalArgumentException(
          "tensor %s: learning rate scale must be at least 0, got %s"
              .formatted(name, learningRateScale));
    }
  }

  /**
   * A tensor that is trained at the learning rate itself. Weight decay acts on matrices and
   * kernels, not on biases, gains, tokens and scalars.
   */
  static ParameterSpec trained(
      String name, List<Long> shape, long offset, double centre, double spread) {
    return new ParameterSpec(
        name, shape, offset, centre, spread, Role.TRAINED, 1, shape.size() >= 2, 0);
  }

  /** A tensor that the optimiser leaves alone, whose elements all start at one value. */
  static ParameterSpec buffer(String name, List<Long> shape, long offset, double value) {
    return new ParameterSpec(name, shape, offset, value, 0, Role.BUFFER, 0, false, 0);
  }

  ParameterSpec withLearningRateScale(double scale) {
    return new ParameterSpec(name, shape, offset, centre, spread, role, scale, decays, maps);
  }

  ParameterSpec withDecay(boolean with) {
    return new ParameterSpec(
        name, shape, offset, centre, spread, role, learningRateScale, with, maps);
  }

  ParameterSpec holdingMaps(int number) {
    return new ParameterSpec(
        name, shape, offset, centre, spread, role, learningRateScale, decays, number);
  }

  public boolean isTrained() {
    return role == Role.TRAINED;
  }

  /** Number of elements. */
  public long length() {
    return shape.stream().reduce(1L, Math::multiplyExact);
  }

  /** First position after this tensor. */
  public long end() {
    return offset + length();
  }

  /** Sizes as libtorch takes them. */
  long[] sizes() {
    return shape.stream().mapToLong(Long::longValue).toArray();
  }
}
