package org.purkinje.models.layer;

import java.io.Serializable;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * Where a network's tensors lie and as what its products are taken. One holds in a thread at a
 * time, {@link #PLAIN} unless {@link #begin} says otherwise: networks make their tensors by {@link
 * Tensors}, which places them, and so need not know.
 *
 * @param device where tensors lie
 * @param precision what products are taken in
 */
public record Arithmetic(Unit device, Precision precision) implements Serializable {

  /** What computes. */
  public enum Unit {
    CPU,
    CUDA
  }

  /** What the factors of a product are rounded to; sums and all else are float32. */
  public enum Precision {
    FLOAT32,
    BFLOAT16
  }

  /** The processor, in float32, or in float64 where the parameters are. */
  public static final Arithmetic PLAIN = new Arithmetic(Unit.CPU, Precision.FLOAT32);

  private static final ThreadLocal<Arithmetic> CURRENT = ThreadLocal.withInitial(() -> PLAIN);

  /** That of this thread. */
  static Arithmetic current() {
    return CURRENT.get();
  }

  /** What {@link #begin} began; closing it brings back what was before. */
  public interface Scope extends AutoCloseable {
    @Override
    void close();
  }

  /**
   * Has this thread compute so until the scope ends.
   *
   * @throws IllegalStateException if there is no such device
   */
  public Scope begin() {
    require();
    Arithmetic before = CURRENT.get();
    CURRENT.set(this);
    return () -> CURRENT.set(before);
  }

  /**
   * @throws IllegalStateException if there is no such device
   */
  public void require() {
    if (device == Unit.CUDA && !torch.cuda_is_available()) {
      throw new IllegalStateException(
          "device cuda: libtorch finds no GPU; it needs a build with -Pcuda, CUDA 13 and cuDNN 9 on the library path and an NVIDIA"
              + " driver, or else device: cpu");
    }
  }

  /** Whether this machine's processor would take bfloat16 products one number at a time. */
  public boolean isSlowHere() {
    return device == Unit.CPU
        && precision == Precision.BFLOAT16
        && !torch.get_cpu_capability().getString().contains("512");
  }

  boolean isOnHost() {
    return device == Unit.CPU;
  }

  /** The tensor, or its copy on the device. */
  Tensor place(Tensor tensor) {
    return isOnHost() ? tensor : tensor.to(new Device(torch.DeviceType.CUDA), tensor.scalar_type());
  }

  /** The tensor as a factor of a product. */
  Tensor factor(Tensor tensor) {
    return precision == Precision.FLOAT32 ? tensor : tensor.to(torch.ScalarType.BFloat16);
  }
}
