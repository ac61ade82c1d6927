package org.purkinje.models.training;

import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * A batch as it reaches an objective: one packed row of floats per window, in native memory that
 * the caller keeps alive.
 */
public final class PackedRows {
  private final FloatPointer values;
  private final int rows;
  private final int columns;

  /**
   * @param values row-major, shape [rows][columns]
   */
  public PackedRows(FloatPointer values, int rows, int columns) {
    this.values = values;
    this.rows = rows;
    this.columns = columns;
  }

  public int rows() {
    return rows;
  }

  public int columns() {
    return columns;
  }

  public float at(int row, int column) {
    return values.get((long) row * columns + column);
  }

  /** Columns {@code from} to {@code to − 1} as a view, float32 [rows, to − from]. */
  public Tensor columns(int from, int to) {
    return torch.from_blob(values, rows, columns).narrow(1, from, (long) to - from);
  }
}
