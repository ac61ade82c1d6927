package org.purkinje.models.training;

import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.purkinje.models.layer.Tensors;

/**
 * A batch as it reaches an objective: one row of floats per example, in native memory that the
 * caller keeps alive.
 */
public final class PackedRows {
  private final FloatPointer values;
  private final int rows;
  private final RowLayout layout;

  /**
   * @param values row-major, shape [rows][length of the layout]
   */
  public PackedRows(FloatPointer values, int rows, RowLayout layout) {
    this.values = values;
    this.rows = rows;
    this.layout = layout;
  }

  public int rows() {
    return rows;
  }

  /** A block that holds a yes or no, shape [rows]. */
  public boolean[] flags(String block) {
    int column = layout.block(block).from();
    boolean[] flags = new boolean[rows];
    for (int i = 0; i < rows; i++) {
      flags[i] = at(i, column) != 0;
    }
    return flags;
  }

  /** A block of n floats that are each a yes or no, shape [rows][n]. */
  public boolean[][] flagRows(String block) {
    RowLayout.Block of = layout.block(block);
    boolean[][] flags = new boolean[rows][of.length()];
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < of.length(); j++) {
        flags[i][j] = at(i, of.from() + j) != 0;
      }
    }
    return flags;
  }

  /** A block that holds a 64-bit number, shape [rows]. */
  public long[] numbers(String block) {
    int column = layout.block(block).from();
    long[] numbers = new long[rows];
    for (int i = 0; i < rows; i++) {
      int row = i;
      numbers[i] = RowLayout.number(piece -> at(row, column + piece));
    }
    return numbers;
  }

  /** A block of n floats, float32 [rows, n]: a view, or its copy on another device. */
  public Tensor floats(String block) {
    RowLayout.Block of = layout.block(block);
    return Tensors.placed(
        torch.from_blob(values, rows, layout.length()).narrow(1, of.from(), of.length()));
  }

  private float at(int row, int column) {
    return values.get((long) row * layout.length() + column);
  }
}
