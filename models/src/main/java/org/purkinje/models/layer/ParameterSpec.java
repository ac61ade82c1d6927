package org.purkinje.models.layer;

import java.io.Serializable;
import java.util.List;

/**
 * One trainable tensor in a model's flat parameter vector.
 *
 * @param name unique in its layout, e.g. {@code enc_e.blocks.0.qkv.weight}
 * @param shape sizes, outermost first; empty for a scalar
 * @param offset position of the first element in the flat vector; elements are in row-major order
 * @param centre middle of the starting values
 * @param spread half the width of the starting values: {@code centre + spread * u}, u in [−1, 1)
 */
public record ParameterSpec(
    String name, List<Long> shape, long offset, double centre, double spread)
    implements Serializable {

  public ParameterSpec {
    shape = List.copyOf(shape);
  }

  /** Number of elements. */
  public long length() {
    return shape.stream().reduce(1L, Math::multiplyExact);
  }

  /** First position after this tensor. */
  public long end() {
    return offset + length();
  }

  /** Weight decay acts on matrices and kernels, not on biases, gains, tokens and scalars. */
  public boolean decays() {
    return shape.size() >= 2;
  }

  /** Sizes as libtorch takes them. */
  long[] sizes() {
    return shape.stream().mapToLong(Long::longValue).toArray();
  }
}
