package org.purkinje.models.layer;

import java.util.HashMap;
import java.util.Map;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;

/**
 * A model's tensors by name: views, without copies, on flat native memory that the caller keeps
 * alive.
 *
 * <p>Each tensor is a leaf of its own: with one flat leaf cut into slices, the backward pass would
 * allocate a full-size gradient per slice.
 */
public final class Parameters implements AutoCloseable {
  private final Map<String, Tensor> tensorByName = new HashMap<>();
  private final torch.ScalarType type;

  private Parameters(torch.ScalarType type) {
    this.type = type;
  }

  /** Tensors that need no gradient. */
  public static Parameters frozen(ParameterLayout layout, FloatPointer values) {
    return views(layout, values, torch.ScalarType.Float);
  }

  /**
   * Tensors whose gradients the backward pass adds to {@code gradients}, laid out like values;
   * buffers have none.
   */
  public static Parameters trainable(
      ParameterLayout layout, FloatPointer values, FloatPointer gradients) {
    Parameters parameters = views(layout, values, torch.ScalarType.Float);
    parameters.collectInto(layout, gradients);
    return parameters;
  }

  /** As the float form; for comparisons that need double precision. */
  public static Parameters trainable(
      ParameterLayout layout, DoublePointer values, DoublePointer gradients) {
    Parameters parameters = views(layout, values, torch.ScalarType.Double);
    parameters.collectInto(layout, gradients);
    return parameters;
  }

  /**
   * @throws IllegalArgumentException if no tensor has this name
   */
  public Tensor get(String name) {
    Tensor tensor = tensorByName.get(name);
    if (tensor == null) {
      throw new IllegalArgumentException("the model has no tensor named " + name);
    }
    return tensor;
  }

  /** Element type of all tensors, and so of what a network computes. */
  public torch.ScalarType type() {
    return type;
  }

  /** Gives back the views, not the memory below them. */
  @Override
  public void close() {
    tensorByName.values().forEach(Pointer::releaseReference);
    tensorByName.clear();
  }

  private static Parameters views(ParameterLayout layout, Pointer values, torch.ScalarType type) {
    Parameters parameters = new Parameters(type);
    try (PointerScope scope = new PointerScope()) {
      for (ParameterSpec spec : layout.specs()) {
        Tensor tensor = view(spec, values, type);
        tensor.retainReference();
        parameters.tensorByName.put(spec.name(), tensor);
      }
    }
    return parameters;
  }

  private void collectInto(ParameterLayout layout, Pointer gradients) {
    try (PointerScope scope = new PointerScope()) {
      for (ParameterSpec spec : layout.specs()) {
        if (spec.isTrained()) {
          Tensor tensor = get(spec.name());
          tensor.set_requires_grad(true);
          tensor.mutable_grad().put(view(spec, gradients, type));
        }
      }
    }
  }

  private static Tensor view(ParameterSpec spec, Pointer memory, torch.ScalarType type) {
    Pointer start = memory.getPointer(spec.offset());
    return torch.from_blob(start, spec.sizes(), new TensorOptions(type));
  }
}
