package org.purkinje.models.ecgnat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
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

/** What a trained {@link EcgNat} makes of windows, a vector of each. Absent leads are 0. */
final class EcgNatEncoder implements WindowEncoder {

  static final String SCORES = "scores";
  private static final String TOKENS = "ecg";

  private final String output;
  private final BiFunction<EcgNat, Tensor, Tensor> vectors;
  private final FloatPointer memory;
  private final Parameters parameters;
  private final EcgNat model;

  private EcgNatEncoder(
      EcgNatSize size,
      ParameterLayout layout,
      float[] values,
      String output,
      BiFunction<EcgNat, Tensor, Tensor> vectors) {
    if (values.length != layout.length()) {
      throw new IllegalArgumentException(
          "the objective has %,d parameters, got %,d".formatted(layout.length(), values.length));
    }
    this.output = output;
    this.vectors = vectors;
    memory = new FloatPointer(values);
    parameters = Parameters.frozen(layout, memory);
    model = new EcgNat(size, parameters);
  }

  /**
   * The mean of all tokens, as {@code ecg}.
   *
   * @param values the trained flat vector, in the order of {@link EcgNat#layout}
   */
  static EcgNatEncoder ofTokens(EcgNatSize size, float[] values) {
    return new EcgNatEncoder(
        size,
        EcgNat.layout(size, ParameterLayout.Start.TRAINING),
        values,
        TOKENS,
        EcgNat::embedding);
  }

  /**
   * The score of each class, as {@code scores}.
   *
   * @param values the trained flat vector, in the order of {@link EcgNat#classifierLayout}
   */
  static EcgNatEncoder ofScores(EcgNatSize size, int classes, float[] values) {
    return new EcgNatEncoder(
        size,
        EcgNat.classifierLayout(size, classes, ParameterLayout.Start.TRAINING),
        values,
        SCORES,
        (model, x) -> model.logits(model.feature(x)));
  }

  @Override
  public List<Map<String, float[]>> encode(List<Map<String, float[]>> windows) {
    int[] members =
        IntStream.range(0, windows.size()).filter(b -> hasLead(windows.get(b))).toArray();
    List<Map<String, float[]>> encoded = new ArrayList<>();
    windows.forEach(window -> encoded.add(Map.of()));
    if (members.length == 0) {
      return encoded;
    }
    torch.set_num_threads(1);
    try (PointerScope scope = new PointerScope();
        NoGradGuard noGrad = new NoGradGuard()) {
      float[] all =
          Tensors.toFloats(vectors.apply(model, samples(windows, members))); // [B, length]
      int length = all.length / members.length;
      for (int i = 0; i < members.length; i++) {
        float[] own = Arrays.copyOfRange(all, i * length, (i + 1) * length);
        encoded.set(members[i], Map.of(output, own));
      }
    }
    return encoded;
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
