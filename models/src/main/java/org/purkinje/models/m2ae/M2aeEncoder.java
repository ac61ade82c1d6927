package org.purkinje.models.m2ae;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
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

/**
 * A trained M2AE that turns windows into embeddings. Its outputs are {@code joint}, of windows with
 * both signals, {@code ecg} and {@code ppg}.
 */
public final class M2aeEncoder implements WindowEncoder {
  private static final float[] NONE = {};

  private final FloatPointer memory;
  private final Parameters parameters;
  private final M2ae model;
  private final int width;

  /**
   * @param values the trained flat vector, in the order of {@link M2ae#layout}
   */
  public M2aeEncoder(M2aeSize size, float[] values) {
    ParameterLayout layout = M2ae.layout(size, ParameterLayout.Start.TRAINING);
    if (values.length != layout.length()) {
      throw new IllegalArgumentException(
          "M2AE %s must have %d parameters, got %d"
              .formatted(size.label(), layout.length(), values.length));
    }
    memory = new FloatPointer(values);
    parameters = Parameters.frozen(layout, memory);
    model = new M2ae(size, parameters);
    width = size.width();
  }

  /**
   * A window to embed.
   *
   * @param ecg normalised samples [1250], or empty if there is no ECG
   * @param ppg normalised samples [1250], or empty if there is no PPG
   */
  public record Window(float[] ecg, float[] ppg) {
    public Window {
      check("ECG", ecg);
      check("PPG", ppg);
      if (ecg.length == 0 && ppg.length == 0) {
        throw new IllegalArgumentException("a window must have ECG or PPG, got neither");
      }
    }

    private static void check(String signal, float[] samples) {
      if (samples.length != 0 && samples.length != M2ae.SAMPLES) {
        throw new IllegalArgumentException(
            "%s must have %d samples or none, got %d"
                .formatted(signal, M2ae.SAMPLES, samples.length));
      }
    }
  }

  @Override
  public List<Map<String, float[]>> encode(List<Map<String, float[]>> windows) {
    List<Map<String, float[]>> vectors = new ArrayList<>();
    List<Map<String, float[]>> members = new ArrayList<>();
    List<Window> given = new ArrayList<>();
    for (Map<String, float[]> window : windows) {
      float[] ecg = window.getOrDefault(Modality.ECG.kind(), NONE);
      float[] ppg = window.getOrDefault(Modality.PPG.kind(), NONE);
      Map<String, float[]> own = new LinkedHashMap<>();
      vectors.add(own);
      if (ecg.length > 0 || ppg.length > 0) {
        members.add(own);
        given.add(new Window(ecg, ppg));
      }
    }
    List<Embeddings> embeddings = embed(given);
    for (int i = 0; i < given.size(); i++) {
      Embeddings of = embeddings.get(i);
      if (of.ecg().length > 0 && of.ppg().length > 0) {
        members.get(i).put("joint", of.joint());
      }
      if (of.ecg().length > 0) {
        members.get(i).put(Modality.ECG.kind(), of.ecg());
      }
      if (of.ppg().length > 0) {
        members.get(i).put(Modality.PPG.kind(), of.ppg());
      }
    }
    return vectors;
  }

  /**
   * Embeddings of the windows, in their order; what shares the batch changes their rounding alone.
   */
  public List<Embeddings> embed(List<Window> windows) {
    if (windows.isEmpty()) {
      return List.of();
    }
    torch.set_num_threads(1);
    try (PointerScope scope = new PointerScope();
        NoGradGuard noGrad = new NoGradGuard()) {
      Signal ecg = new Signal(Modality.ECG, windows, Window::ecg);
      Signal ppg = new Signal(Modality.PPG, windows, Window::ppg);
      float[][] joint = new float[windows.size()][];
      int[] paired = IntStream.of(ecg.members).filter(ppg::has).toArray();
      if (paired.length > 0) {
        M2ae.PairTokens pair = model.share(ecg.tokens(paired), ppg.tokens(paired));
        scatter(model.jointEmbedding(pair), paired, joint);
      }
      List<Embeddings> embeddings = new ArrayList<>();
      for (int b = 0; b < joint.length; b++) {
        boolean both = ecg.has(b) && ppg.has(b);
        float[] all = both ? joint[b] : ecg.has(b) ? ecg.vectors[b] : ppg.vectors[b];
        embeddings.add(new Embeddings(all, ecg.vectors[b], ppg.vectors[b]));
      }
      return embeddings;
    }
  }

  /**
   * Both signals of a window on the sphere of the contrastive terms.
   *
   * @param ecg unit vector [128]
   * @param ppg unit vector [128]
   */
  public record Projection(float[] ecg, float[] ppg) implements Serializable {}

  /**
   * The projections of windows that have both signals, in their order.
   *
   * @throws IllegalArgumentException if a window lacks a signal
   */
  public List<Projection> project(List<Window> pairs) {
    if (pairs.isEmpty()) {
      return List.of();
    }
    torch.set_num_threads(1);
    try (PointerScope scope = new PointerScope();
        NoGradGuard noGrad = new NoGradGuard()) {
      float[][] ecg = project(Modality.ECG, pairs, Window::ecg);
      float[][] ppg = project(Modality.PPG, pairs, Window::ppg);
      return IntStream.range(0, pairs.size())
          .mapToObj(b -> new Projection(ecg[b], ppg[b]))
          .toList();
    }
  }

  private float[][] project(Modality m, List<Window> pairs, Function<Window, float[]> samples) {
    float[] x = new float[pairs.size() * M2ae.SAMPLES];
    for (int b = 0; b < pairs.size(); b++) {
      float[] own = samples.apply(pairs.get(b));
      if (own.length == 0) {
        throw new IllegalArgumentException("window %d has no %s".formatted(b, m));
      }
      System.arraycopy(own, 0, x, b * M2ae.SAMPLES, M2ae.SAMPLES);
    }
    PatchMask all = PatchMask.allVisible(pairs.size(), M2ae.PATCHES);
    Tensor tokens = Tensors.of(x, pairs.size(), M2ae.SAMPLES);
    float[] values =
        Tensors.toFloats(model.project(m, model.embedding(model.encode(m, tokens, all))));
    int columns = values.length / pairs.size();
    return IntStream.range(0, pairs.size())
        .mapToObj(b -> Arrays.copyOfRange(values, b * columns, (b + 1) * columns))
        .toArray(float[][]::new);
  }

  @Override
  public void close() {
    parameters.close();
    memory.close();
  }

  /** One signal of a batch: the windows that have it, their tokens and their embeddings. */
  private final class Signal {
    private final int[] members;
    private final int[] placeByWindow;
    private final Optional<M2ae.Tokens> tokens;
    private final float[][] vectors;

    Signal(Modality m, List<Window> windows, Function<Window, float[]> samples) {
      members =
          IntStream.range(0, windows.size())
              .filter(b -> samples.apply(windows.get(b)).length > 0)
              .toArray();
      placeByWindow = new int[windows.size()];
      Arrays.fill(placeByWindow, -1);
      vectors = new float[windows.size()][0];
      float[] x = new float[members.length * M2ae.SAMPLES];
      for (int i = 0; i < members.length; i++) {
        placeByWindow[members[i]] = i;
        System.arraycopy(
            samples.apply(windows.get(members[i])), 0, x, i * M2ae.SAMPLES, M2ae.SAMPLES);
      }
      if (members.length == 0) {
        tokens = Optional.empty();
        return;
      }
      PatchMask all = PatchMask.allVisible(members.length, M2ae.PATCHES);
      M2ae.Tokens encoded = model.encode(m, Tensors.of(x, members.length, M2ae.SAMPLES), all);
      tokens = Optional.of(encoded);
      scatter(model.embedding(encoded), members, vectors);
    }

    boolean has(int window) {
      return placeByWindow[window] >= 0;
    }

    M2ae.Tokens tokens(int[] windows) {
      int[] places = IntStream.of(windows).map(b -> placeByWindow[b]).toArray();
      return tokens.orElseThrow().select(places);
    }
  }

  /** Row i of [rows, width] to {@code into[windows[i]]}. */
  private void scatter(Tensor rows, int[] windows, float[][] into) {
    float[] values = Tensors.toFloats(rows);
    for (int i = 0; i < windows.length; i++) {
      into[windows[i]] = Arrays.copyOfRange(values, i * width, (i + 1) * width);
    }
  }
}
