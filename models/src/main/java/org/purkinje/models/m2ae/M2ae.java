package org.purkinje.models.m2ae;

import java.util.Arrays;
import java.util.Optional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.purkinje.models.layer.ParameterLayout;
import org.purkinje.models.layer.Parameters;
import org.purkinje.models.layer.SineCosine;
import org.purkinje.models.layer.Tensors;
import org.purkinje.models.layer.Transformer;
import org.purkinje.models.layer.VisiblePatches;
import org.purkinje.models.masking.PatchMask;

/**
 * M2AE, the masked autoencoder of paired ECG and PPG: one encoder per signal, a shared bottleneck,
 * one decoder per signal.
 *
 * <p>B windows, N = 50 patches of P = 25 samples, K visible patches of the fullest window (others
 * are filled up), D width of encoders and bottleneck, E width of decoders.
 */
public final class M2ae {
  /** Sampling frequency of a window, Hz. */
  public static final double FS = 125;

  /** Patches of a window. */
  public static final int PATCHES = 50;

  /** Samples of a patch: 0.2 s at 125 Hz. */
  public static final int PATCH_SAMPLES = 25;

  /** Samples of a window: 10 s at 125 Hz. */
  public static final int SAMPLES = PATCHES * PATCH_SAMPLES;

  private static final int PROJECTION_WIDTH = 128;
  private static final int MLP_RATIO = 4;
  private static final double FIRST_TEMPERATURE = 0.07;
  private static final double MIN_TEMPERATURE = 0.01;
  private static final double FILLER_KEY_BIAS = -1e9;
  private static final double MIN_NORM = 1e-12;

  private final M2aeSize size;
  private final Parameters p;

  public M2ae(M2aeSize size, Parameters parameters) {
    this.size = size;
    this.p = parameters;
  }

  /** Element type of everything computed. */
  public torch.ScalarType type() {
    return p.type();
  }

  /** Names, shapes and order of the model's tensors. */
  public static ParameterLayout layout(M2aeSize size, ParameterLayout.Start start) {
    ParameterLayout.Builder layout = new ParameterLayout.Builder(start);
    for (Modality m : Modality.values()) {
      layout.linear("enc_" + m.letter() + ".patch", PATCH_SAMPLES, size.width);
      layout.token("enc_" + m.letter() + ".modality", size.width);
      blocks(layout, "enc_" + m.letter(), size.encoderDepth, size.width);
    }
    blocks(layout, "shared", size.sharedDepth, size.width);
    layout.norm("shared.norm", size.width);
    for (Modality m : Modality.values()) {
      layout.linear("dec_" + m.letter() + ".embed", size.width, size.decoderWidth);
      layout.token("dec_" + m.letter() + ".mask", size.decoderWidth);
      blocks(layout, "dec_" + m.letter(), size.decoderDepth, size.decoderWidth);
      layout.linear("dec_" + m.letter() + ".head", size.decoderWidth, PATCH_SAMPLES);
    }
    for (Modality m : Modality.values()) {
      layout.linear("proj_" + m.letter() + ".fc1", size.width, size.width);
      layout.linear("proj_" + m.letter() + ".fc2", size.width, PROJECTION_WIDTH);
    }
    return layout.scalar("log_tau", Math.log(FIRST_TEMPERATURE)).build();
  }

  private static void blocks(ParameterLayout.Builder layout, String part, int depth, int width) {
    for (int i = 0; i < depth; i++) {
      layout.block(part + ".blocks." + i, width, MLP_RATIO);
    }
  }

  /** Tokens of one signal, [B, K, D], and which patches they stand for. */
  public record Tokens(Tensor values, VisiblePatches visible) {
    /** The tokens of some windows, in the given order. */
    Tokens select(int[] windows) {
      long[] rows = Arrays.stream(windows).asLongStream().toArray();
      return new Tokens(
          values.index_select(0, Tensors.of(rows)),
          VisiblePatches.of(visible.mask().select(windows)));
    }
  }

  /** Bottleneck tokens of both signals. */
  public record PairTokens(Tokens ecg, Tokens ppg) {
    Tokens of(Modality m) {
      return m == Modality.ECG ? ecg : ppg;
    }
  }

  /**
   * Modality encoder on the visible patches.
   *
   * @param x samples [B, N·P]
   * @return [B, K, D]
   */
  public Tokens encode(Modality m, Tensor x, PatchMask mask) {
    VisiblePatches visible = VisiblePatches.of(mask);
    long[] shape = {visible.windows(), visible.length(), size.width};
    if (visible.length() == 0) {
      return new Tokens(x.new_zeros(shape), visible);
    }
    String name = "enc_" + m.letter();
    Tensor patches = x.reshape(-1, PATCH_SAMPLES).index_select(0, visible.row()); // [B·K, P]
    Tensor h = Transformer.linear(p, name + ".patch", patches); // [B·K, D]
    h = h.add(positions(size.width).index_select(0, visible.patch()));
    h = h.add(p.get(name + ".modality")).view(shape); // [B, K, D]
    Optional<Tensor> keyBias = visible.realIfFilled().map(this::keyBias);
    for (int i = 0; i < size.encoderDepth; i++) {
      h = Transformer.block(p, name + ".blocks." + i, h, size.heads, keyBias);
    }
    return new Tokens(h, visible);
  }

  /** Bottleneck over both signals: full attention over K_ecg + K_ppg tokens. */
  public PairTokens share(Tokens ecg, Tokens ppg) {
    Tensor both = Tensors.concatenate(1, ecg.values(), ppg.values()); // [B, K_ecg + K_ppg, D]
    Tensor s = bottleneck(both, ecg.visible().realIfFilled(ppg.visible()));
    long k = ecg.visible().length();
    return new PairTokens(
        new Tokens(s.narrow(1, 0, k), ecg.visible()),
        new Tokens(s.narrow(1, k, ppg.visible().length()), ppg.visible()));
  }

  private Tensor bottleneck(Tensor tokens, Optional<Tensor> real) {
    Optional<Tensor> keyBias = real.map(this::keyBias);
    Tensor h = tokens;
    for (int i = 0; i < size.sharedDepth; i++) {
      h = Transformer.block(p, "shared.blocks." + i, h, size.heads, keyBias);
    }
    return Transformer.layerNorm(p, "shared.norm", h);
  }

  /**
   * Decoder of one signal: its own tokens at their places, the mask vector elsewhere, the other
   * signal's tokens as context.
   *
   * @param rows the T patches to predict, counted through the batch, int64 [T]: {@code b·N + patch}
   * @return predicted patches in normalised units, [T, P]
   */
  public Tensor decode(Modality m, PairTokens tokens, Tensor rows) {
    String name = "dec_" + m.letter();
    Tokens own = tokens.of(m);
    Tokens other = tokens.of(m.other());
    long windows = own.visible().windows();
    Tensor positions = positions(size.decoderWidth); // [N, E]

    Tensor y = Transformer.linear(p, name + ".embed", own.values()); // [B, K, E]
    Tensor places = own.visible().patch().view(windows, -1, 1).expand(-1, -1, size.decoderWidth);
    y = y.new_zeros(windows, PATCHES, size.decoderWidth).scatter(1, places, y); // [B, N, E]
    Tensor visible = own.visible().everyPatch().unsqueeze(2); // [B, N, 1]
    y = torch.where(visible, y, p.get(name + ".mask")).add(positions);

    Tensor context = Transformer.linear(p, name + ".embed", other.values()); // [B, K', E]
    Tensor contextPositions = positions.index_select(0, other.visible().patch());
    context = context.add(contextPositions.view(windows, -1, size.decoderWidth));

    y = Tensors.concatenate(1, y, context); // [B, N + K', E]
    Optional<Tensor> keyBias = other.visible().realContext().map(this::keyBias);
    for (int i = 0; i < size.decoderDepth - 1; i++) {
      y = Transformer.block(p, name + ".blocks." + i, y, size.decoderHeads, keyBias);
    }
    String last = name + ".blocks." + (size.decoderDepth - 1);
    y = Transformer.blockAt(p, last, y, size.decoderHeads, keyBias, PATCHES, rows); // [T, E]
    return Transformer.linear(p, name + ".head", y).to(p.type()); // [T, P]
  }

  /** Embedding of both signals: the mean over all bottleneck tokens, [B, D]. */
  public Tensor jointEmbedding(PairTokens tokens) {
    return mean(
        Tensors.concatenate(1, tokens.ecg().values(), tokens.ppg().values()),
        tokens.ecg().visible().realIfFilled(tokens.ppg().visible()));
  }

  /** Embedding of one signal alone: the bottleneck sees only that signal's tokens, [B, D]. */
  public Tensor embedding(Tokens tokens) {
    Optional<Tensor> real = tokens.visible().realIfFilled();
    return mean(bottleneck(tokens.values(), real), real);
  }

  /** Projection head onto the unit sphere: [B, D] to [B, 128]. */
  public Tensor project(Modality m, Tensor embedding) {
    Tensor g = Transformer.mlp(p, "proj_" + m.letter(), embedding).to(p.type());
    Tensor norm = g.norm(new ScalarOptional(new Scalar(2)), new long[] {1}, true);
    return g.div(norm.clamp_min(new Scalar(MIN_NORM)));
  }

  /** Temperature of the contrastive terms, learned, at least 0.01; a scalar. */
  public Tensor temperature() {
    return p.get("log_tau").exp().clamp_min(new Scalar(MIN_TEMPERATURE));
  }

  /** Mean over the real tokens: [B, K, D] to [B, D]; 0 for a window without tokens. */
  static Tensor mean(Tensor tokens, Optional<Tensor> real) {
    if (real.isEmpty()) {
      return tokens.mean(1);
    }
    Tensor weight = real.get().to(tokens.scalar_type()).unsqueeze(2); // [B, K, 1]
    return tokens.mul(weight).sum(1).div(weight.sum(1).clamp_min(new Scalar(1)));
  }

  /** [B, K] to [B, 1, 1, K]: 0 for real tokens, −1e9 for filler. */
  private Tensor keyBias(Tensor real) {
    return real.logical_not()
        .to(p.type())
        .mul(new Scalar(FILLER_KEY_BIAS))
        .view(real.size(0), 1, 1, real.size(1));
  }

  private Tensor positions(int width) {
    return Tensors.of(SineCosine.table(PATCHES, width), PATCHES, width).to(p.type()); // [N, width]
  }
}
