package org.purkinje.models.checkpoint;

import java.io.IOException;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import org.purkinje.biosignal.MalformedFileException;
import org.purkinje.models.layer.ParameterSpec;

/**
 * A flat vector as named tensors, and back.
 *
 * @param specs the tensors that are kept; elements of others are 0 when the vector is read
 * @param length elements of the vector
 * @param prefix before each name, e.g. {@code first-moment/}; may be empty
 */
record FlatTensors(List<ParameterSpec> specs, int length, String prefix) {

  /** Views on the vector, without copies. */
  List<NamedTensor> of(float[] flat) {
    if (flat.length != length) {
      throw new IllegalArgumentException(
          "the layout has %,d elements, got %,d".formatted(length, flat.length));
    }
    List<NamedTensor> tensors = new ArrayList<>();
    for (ParameterSpec spec : specs) {
      tensors.add(new NamedTensor(prefix + spec.name(), spec.shape(), part(flat, spec)));
    }
    return tensors;
  }

  /**
   * @param source the file as errors name it
   * @return shape [parameters]
   * @throws MalformedFileException if a tensor is absent, is not float32 or has another shape
   */
  float[] read(SafetensorsReader file, String source) throws IOException {
    return read(file, source, SafetensorsReader::read);
  }

  /** As {@link #read}, float16 and bfloat16 widened; every value must be finite. */
  float[] readWidened(SafetensorsReader file, String source) throws IOException {
    float[] flat = read(file, source, SafetensorsReader::readWidened);
    for (ParameterSpec spec : specs) {
      FloatBuffer part = part(flat, spec);
      for (int i = 0; i < part.limit(); i++) {
        if (!Float.isFinite(part.get(i))) {
          throw new MalformedFileException(
              source,
              "tensor " + prefix + spec.name(),
              "element %,d must be finite, got %s".formatted(i, part.get(i)));
        }
      }
    }
    return flat;
  }

  /** Reads one tensor of a file. */
  @FunctionalInterface
  private interface Reading {
    void read(SafetensorsReader file, String name, FloatBuffer into) throws IOException;
  }

  private float[] read(SafetensorsReader file, String source, Reading reading) throws IOException {
    // Before memory is asked for, which a wrong size could make any amount.
    for (ParameterSpec spec : specs) {
      String name = prefix + spec.name();
      if (!file.shape(name).equals(spec.shape())) {
        throw new MalformedFileException(
            source,
            "tensor " + name,
            "must have shape %s, got %s".formatted(spec.shape(), file.shape(name)));
      }
    }
    float[] flat = new float[length];
    for (ParameterSpec spec : specs) {
      reading.read(file, prefix + spec.name(), part(flat, spec));
    }
    return flat;
  }

  private static FloatBuffer part(float[] flat, ParameterSpec spec) {
    return FloatBuffer.wrap(flat, (int) spec.offset(), (int) spec.length()).slice();
  }
}
