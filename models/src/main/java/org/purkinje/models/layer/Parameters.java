package org.purkinje.models.layer;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;

/**
 * A model's tensors by name, on flat native memory that the caller keeps alive: views of it,
 * without copies, on the host; on another device copies, which {@link #load} brings up to date and
 * {@link #store} brings back.
 *
 * <p>Each tensor is a leaf of its own: with one flat leaf cut into slices, the backward pass would
 * allocate a full-size gradient per slice.
 */
public final class Parameters implements AutoCloseable {
  private final Map<String, Tensor> tensorByName = new HashMap<>();
  private final torch.ScalarType type;
  private Optional<Mirror> values = Optional.empty();
  private Optional<Mirror> gradients = Optional.empty();
  private boolean hasBuffers;

  private Parameters(torch.ScalarType type) {
    this.type = type;
  }

  /** Tensors that need no gradient, where the thread's tensors lie. */
  public static Parameters frozen(ParameterLayout layout, FloatPointer values) {
    Parameters parameters = new Parameters(torch.ScalarType.Float);
    parameters.view(layout, values);
    return parameters;
  }

  /**
   * Tensors whose gradients the backward pass adds to {@code gradients}, laid out like values;
   * buffers have none. They lie where the thread's tensors do.
   */
  public static Parameters trainable(
      ParameterLayout layout, FloatPointer values, FloatPointer gradients) {
    return trainable(layout, values, gradients, torch.ScalarType.Float);
  }

  /** As the float form; for comparisons that need double precision. */
  public static Parameters trainable(
      ParameterLayout layout, DoublePointer values, DoublePointer gradients) {
    return trainable(layout, values, gradients, torch.ScalarType.Double);
  }

  private static Parameters trainable(
      ParameterLayout layout, Pointer values, Pointer gradients, torch.ScalarType type) {
    Parameters parameters = new Parameters(type);
    parameters.view(layout, values);
    parameters.collectInto(layout, gradients);
    return parameters;
  }

  /**
   * @throws IllegalArgumentException if the model has no tensor of this name
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

  /** Brings a copy on another device to the values of the host's memory, its gradients to 0. */
  public void load() {
    values.ifPresent(of -> of.device().copy_(of.host()));
    gradients.ifPresent(of -> of.device().zero_());
  }

  /** Brings the host's memory to the gradients, and the buffers, of a copy on another device. */
  public void store() {
    gradients.ifPresent(of -> of.host().copy_(of.device()));
    if (hasBuffers) {
      values.ifPresent(of -> of.host().copy_(of.device()));
    }
  }

  /** Gives back the views, not the memory below them. */
  @Override
  public void close() {
    tensorByName.values().forEach(Pointer::releaseReference);
    tensorByName.clear();
    values.ifPresent(Mirror::close);
    gradients.ifPresent(Mirror::close);
  }

  private void view(ParameterLayout layout, Pointer memory) {
    try (PointerScope scope = new PointerScope()) {
      Tensor host = host(layout, memory);
      Tensor flat = Tensors.placed(host);
      values = Mirror.of(host, flat);
      hasBuffers = layout.specs().stream().anyMatch(spec -> !spec.isTrained());
      for (ParameterSpec spec : layout.specs()) {
        Tensor tensor = slice(flat, spec);
        tensor.retainReference();
        tensorByName.put(spec.name(), tensor);
      }
    }
  }

  private void collectInto(ParameterLayout layout, Pointer memory) {
    try (PointerScope scope = new PointerScope()) {
      Tensor host = host(layout, memory);
      Tensor flat = Tensors.placed(host);
      gradients = Mirror.of(host, flat);
      for (ParameterSpec spec : layout.specs()) {
        if (spec.isTrained()) {
          Tensor tensor = get(spec.name());
          tensor.set_requires_grad(true);
          tensor.mutable_grad().put(slice(flat, spec));
        }
      }
    }
  }

  private Tensor host(ParameterLayout layout, Pointer memory) {
    return torch.from_blob(memory, new long[] {layout.length()}, new TensorOptions(type));
  }

  /** A leaf of its own on the flat tensor's memory. */
  private static Tensor slice(Tensor flat, ParameterSpec spec) {
    return flat.narrow(0, spec.offset(), spec.length()).view(spec.sizes()).detach();
  }

  /** The host's memory and its copy on another device. */
  private record Mirror(Tensor host, Tensor device) {

    static Optional<Mirror> of(Tensor host, Tensor placed) {
      return Arithmetic.current().isOnHost()
          ? Optional.empty()
          : Optional.of(new Mirror(host.retainReference(), placed.retainReference()));
    }

    void close() {
      host.releaseReference();
      device.releaseReference();
    }
  }
}
