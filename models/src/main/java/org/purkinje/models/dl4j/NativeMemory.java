package org.purkinje.models.dl4j;

import org.bytedeco.javacpp.FloatPointer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

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
}
