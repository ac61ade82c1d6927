package org.purkinje.models.mae;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.purkinje.models.layer.ParameterLayout;
import org.purkinje.models.layer.Parameters;
import org.purkinje.models.layer.Tensors;
import org.purkinje.models.masking.PatchMask;
import org.purkinje.models.training.WindowEncoder;

/** The mean of a trained {@link Mae}'s patches, an output called as its signal is. */
final class MaeEncoder implements WindowEncoder {

  private final String signal;
  private final MaeShape shape;
  private final FloatPointer memory;
  private final Parameters parameters;
  private final Mae model;

  /**
   * @param values the trained flat vector, in the order of {@link Mae#layout}
   */
  MaeEncoder(String signal, MaeShape shape, float[] values) {
    ParameterLayout layout = Mae.layout(shape, ParameterLayout.Start.TRAINING);
    if (values.length != layout.length()) {
      throw new IllegalArgumentException(
          "the objective has %,d parameters, got %,d".formatted(layout.length(), values.length));
    }
    this.signal = signal;
    this.shape = shape;
    memory = new FloatPointer(values);
    parameters = Parameters.frozen(layout, memory);
    model = new Mae(shape, parameters);
  }

  @Override
  public List<Map<String, float[]>> encode(List<Map<String, float[]>> windows) {
    int[] members =
        IntStream.range(0, windows.size())
            .filter(b -> windows.get(b).containsKey(signal))
            .toArray();
    List<Map<String, float[]>> vectors = new ArrayList<>();
    windows.forEach(window -> vectors.add(Map.of()));
    if (members.length == 0) {
      return vectors;
    }
    torch.set_num_threads(1);
    try (PointerScope scope = new PointerScope();
        NoGradGuard noGrad = new NoGradGuard()) {
      PatchMask all = PatchMask.allVisible(members.length, shape.patches());
      Tensor patches = model.encode(samples(windows, members), all); // [B, N, D]
      float[] means = Tensors.toFloats(patches.mean(1)); // [B, D]
      for (int i = 0; i < members.length; i++) {
        float[] own = Arrays.copyOfRange(means, i * shape.width(), (i + 1) * shape.width());
        vectors.set(members[i], Map.of(signal, own));
      }
    }
    return vectors;
  }

  private Tensor samples(List<Map<String, float[]>> windows, int[] members) {
    float[] x = new float[members.length * shape.samples()];
    for (int i = 0; i < members.length; i++) {
      float[] own = windows.get(members[i]).get(signal);
      if (own.length != shape.samples()) {
        throw new IllegalArgumentException(
            "%s must have %d samples, got %d".formatted(signal, shape.samples(), own.length));
      }
      System.arraycopy(own, 0, x, i * shape.samples(), own.length);
    }
    return Tensors.of(x, members.length, shape.samples());
  }

  @Override
  public void close() {
    parameters.close();
    memory.close();
  }
}
