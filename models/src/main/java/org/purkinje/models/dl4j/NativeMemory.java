package org.purkinje.models.dl4j;

import java.util.Arrays;
import org.bytedeco.javacpp.FloatPointer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** ND4J arrays as the native memory that libtorch reads and writes. */
final class NativeMemory {
  private NativeMemory() {}

  /**
   * The array's own memory; the array must outlive its use.
   *
   * @param array float32, contiguous and row-major
   */
  static FloatPointer of(INDArray array) {
    if (array.dataType() != DataType.FLOAT) {
      throw new IllegalArgumentException("array must be float32, got " + array.dataType());
    }
    return new FloatPointer(array.data().addressPointer());
  }

  /**
   * An array of its own with these values, copied at once; ND4J's own way copies them one by one.
   *
   * @param values row-major, as many as the shape holds
   */
  static INDArray copyOf(float[] values, long... shape) {
    INDArray copy = Nd4j.createUninitializedDetached(DataType.FLOAT, shape);
    if (copy.length() != values.length) {
      throw new IllegalArgumentException(
          "an array of shape %s holds %d values, got %d"
              .formatted(Arrays.toString(shape), copy.length(), values.length));
    }
    of(copy).put(values, 0, values.length);
    return copy;
  }
}
