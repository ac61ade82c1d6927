package org.purkinje.models.dl4j;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.purkinje.models.layer.ParameterLayout;
import org.purkinje.models.layer.ParameterSpec;

/**
 * A trained matrix in a flat vector, row-major.
 *
 * @param offset first element
 * @param rows outputs
 * @param columns inputs, those of all taps of a convolution
 * @param learningRateScale what the learning rate is multiplied by
 */
record LinearMap(long offset, long rows, long columns, double learningRateScale)
    implements Serializable {

  /** Those of a layout, in order. */
  static List<LinearMap> of(ParameterLayout layout) {
    List<LinearMap> maps = new ArrayList<>();
    for (ParameterSpec spec : layout.specs()) {
      if (!spec.isTrained()) {
        continue;
      }
      for (int i = 0; i < spec.maps(); i++) {
        long rows = spec.shape().get(0) / spec.maps();
        long columns = spec.length() / spec.shape().get(0);
        maps.add(
            new LinearMap(
                spec.offset() + i * rows * columns, rows, columns, spec.learningRateScale()));
      }
    }
    return List.copyOf(maps);
  }

  long length() {
    return rows * columns;
  }

  /** Its elements in a vector of the layout, [rows, columns]; a view. */
  Tensor in(FloatPointer vector) {
    return torch.from_blob(vector.getPointer(offset), rows, columns);
  }
}
