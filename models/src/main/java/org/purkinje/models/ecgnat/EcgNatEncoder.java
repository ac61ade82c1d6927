package org.purkinje.models.ecgnat;

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
import org.purkinje.biosignal.signal.Lead;
import org.purkinje.models.layer.ParameterLayout;
import org.purkinje.models.layer.Parameters;
import org.purkinje.models.layer.Tensors;
import org.purkinje.models.training.WindowEncoder;

/** The mean of a trained {@link EcgNat}'s tokens; its output is {@code ecg}. Absent leads are 0. */
final class EcgNatEncoder implements WindowEncoder {

  private static final String OUTPUT = "ecg";

  private final EcgNatSize size;
  private final FloatPointer memory;
  private final Parameters parameters;
  private final EcgNat model;

  /**
   * @param values the trained flat vector, in the order of {@link EcgNat#layout}
   */
  EcgNatEncoder(EcgNatSize size, float[] values) {
    ParameterLayout layout = EcgNat.layout(size, ParameterLayout.Start.TRAINING);
    if (values.length != layout.length()) {
      throw new IllegalArgumentException(
          "the objective has %,d parameters, got %,d".formatted(layout.length(), values.length));
    }
    this.size = size;
    memory = new FloatPointer(values);
    parameters = Parameters.frozen(layout, memory);
    model = new EcgNat(size, parameters);
  }

  @Override
  public List<Map<String, float[]>> encode(List<Map<String, float[]>> windows) {
    int[] members =
        IntStream.range(0, windows.size()).filter(b -> hasLead(windows.get(b))).toArray();
    List<Map<String, float[]>> vectors = new ArrayList<>();
    windows.forEach(window -> vectors.add(Map.of()));
    if (members.length == 0) {
      return vectors;
    }
    torch.set_num_threads(1);
    try (PointerScope scope = new PointerScope();
        NoGradGuard noGrad = new NoGradGuard()) {
      float[] means = Tensors.toFloats(model.embedding(samples(windows, members))); // [B, D]
      for (int i = 0; i < members.length; i++) {
        float[] own = Arrays.copyOfRange(means, i * size.width(), (i + 1) * size.width());
        vectors.set(members[i], Map.of(OUTPUT, own));
      }
    }
    return vectors;
  }

  private static boolean hasLead(Map<String, float[]> window) {
    return EcgWindow.LEADS.stream().map(Lead::label).anyMatch(window::containsKey);
  }

  private static Tensor samples(List<Map<String, float[]>> windows, int[] members) {
    int leads = EcgWindow.LEADS.size();
    float[] x = new float[members.length * leads * EcgWindow.SAMPLES];
    for (int i = 0; i < members.length; i++) {
      for (int lead = 0; lead < leads; lead++) {
        Lead of = EcgWindow.LEADS.get(lead);
        float[] own = windows.get(members[i]).get(of.label());
        if (own != null) {
          EcgNatRow.check(of, own);
          System.arraycopy(own, 0, x, (i * leads + lead) * EcgWindow.SAMPLES, own.length);
        }
      }
    }
    return Tensors.of(x, members.length, leads, EcgWindow.SAMPLES);
  }

  @Override
  public void close() {
    parameters.close();
    memory.close();
  }
}
