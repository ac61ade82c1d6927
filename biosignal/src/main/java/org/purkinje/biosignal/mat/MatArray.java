package org.purkinje.biosignal.mat;

import java.nio.ByteBuffer;
import java.util.Map;

/** The value of a variable. */
sealed interface MatArray {

  /**
   * Numbers of one type, column by column.
   *
   * @param isReal whether they are real numbers to MATLAB, however narrow the file keeps them
   * @param type how the file keeps them
   * @param bytes the numbers, in the file's byte order
   */
  record Numbers(int rows, int columns, boolean isReal, MatType type, ByteBuffer bytes)
      implements MatArray {

    double at(int row, int column) {
      return type.number(bytes, column * rows + row);
    }
  }

  record Text(String text) implements MatArray {}

  record Struct(Map<String, MatArray> fields) implements MatArray {}

  /** Something that can hold no samples, e.g. an object. */
  record Other(String kind) implements MatArray {}
}
