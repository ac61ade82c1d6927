package org.purkinje.models.layer;

import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/** Java arrays to libtorch tensors, where {@link Arithmetic} has them lie, and back, by copy. */
public final class Tensors {
  private Tensors() {}

  /** int64 [values]. */
  public static Tensor of(long[] values) {
    return placed(
        values.length == 0
            ? torch.zeros(new long[] {0}, new TensorOptions(torch.ScalarType.Long))
            : torch.tensor(values));
  }

  /** float32 of the given sizes, row-major. */
  public static Tensor of(float[] values, long... sizes) {
    return placed(torch.tensor(values).view(sizes));
  }

  /** float64 of the given sizes, row-major. */
  public static Tensor of(double[] values, long... sizes) {
    TensorOptions options = new TensorOptions(torch.ScalarType.Double);
    return placed(torch.from_blob(new DoublePointer(values), sizes, options).clone());
  }

  /** bool [rows, columns]. */
  public static Tensor of(boolean[][] values) {
    int columns = values.length == 0 ? 0 : values[0].length;
    byte[] bytes = new byte[values.length * columns];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (values[i / columns][i % columns] ? 1 : 0);
    }
    return placed(
        torch.tensor(bytes).to(torch.ScalarType.Bool).view(new long[] {values.length, columns}));
  }

  /** A tensor of the host, or its copy where the thread's tensors lie. */
  public static Tensor placed(Tensor tensor) {
    return Arithmetic.current().place(tensor);
  }

  /** The tensors one after the other along an axis. */
  public static Tensor concatenate(long axis, Tensor... tensors) {
    return torch.cat(new TensorVector(tensors), axis);
  }

  /** All elements of a float32 tensor, row-major. */
  public static float[] toFloats(Tensor tensor) {
    float[] values = new float[Math.toIntExact(tensor.numel())];
    if (values.length > 0) {
      new FloatPointer(tensor.cpu().contiguous().data_ptr_float()).get(values);
    }
    return values;
  }
}
