package org.purkinje.models.checkpoint;

import java.nio.FloatBuffer;
import java.util.List;

/**
 * A tensor that goes to a file.
 *
 * @param name unique in its file
 * @param shape sizes, outermost first; empty for a scalar
 * @param values float32 in row-major order, as many as the shape says from the buffer's position on
 */
public record NamedTensor(String name, List<Long> shape, FloatBuffer values) {

  public NamedTensor {
    shape = List.copyOf(shape);
    long length = shape.stream().reduce(1L, Math::multiplyExact);
    if (values.remaining() != length) {
      throw new IllegalArgumentException(
          "tensor %s: shape %s has %,d elements, got %,d"
              .formatted(name, shape, length, values.remaining()));
    }
  }
}
