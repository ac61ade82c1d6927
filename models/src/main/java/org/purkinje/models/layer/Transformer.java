package org.purkinje.models.layer;

import java.util.Optional;
import org.bytedeco.pytorch.DoubleOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * The layers transformers share, as functions of named tensors. Linear weights are [out, in].
 *
 * <p>B windows, L tokens, D width, H heads of width D/H.
 */
public final class Transformer {
  private static final double LAYER_NORM_EPS = 1e-5;

  private Transformer() {}

  /**
   * Pre-norm transformer block: {@code x + attention(ln1(x))}, then {@code x + mlp(ln2(x))}.
   *
   * @param x tokens [B, L, D]
   * @param keyBias added to the attention scores, [B, 1, 1, L]: 0 for real keys, −1e9 for filler;
   *     empty if all keys are real
   * @return [B, L, D]
   */
  public static Tensor block(
      Parameters p, String name, Tensor x, int heads, Optional<Tensor> keyBias) {
    Tensor mixed = mix(p, name, layerNorm(p, name + ".ln1", x), heads, keyBias, x.size(1));
    Tensor y = x.add(linear(p, name + ".proj", mixed));
    return y.add(mlp(p, name, layerNorm(p, name + ".ln2", y)));
  }

  /**
   * {@link #block} for some tokens only, where no later layer needs the others; they still serve as
   * keys.
   *
   * @param leading tokens at the start of each window among which the wanted ones are
   * @param rows the T wanted tokens, counted through the leading ones of the batch, int64 [T]
   * @return [T, D]
   */
  public static Tensor blockAt(
      Parameters p,
      String name,
      Tensor x,
      int heads,
      Optional<Tensor> keyBias,
      long leading,
      Tensor rows) {
    long width = x.size(2);
    Tensor mixed = mix(p, name, layerNorm(p, name + ".ln1", x), heads, keyBias, leading);
    mixed = mixed.reshape(-1, width).index_select(0, rows); // [T, D]
    Tensor y = x.narrow(1, 0, leading).reshape(-1, width).index_select(0, rows);
    y = y.add(linear(p, name + ".proj", mixed));
    return y.add(mlp(p, name, layerNorm(p, name + ".ln2", y)));
  }

  /** Two linear layers with an exact (erf) GELU between them. */
  public static Tensor mlp(Parameters p, String name, Tensor x) {
    return linear(p, name + ".fc2", torch.gelu(linear(p, name + ".fc1", x)));
  }

  /**
   * {@code x W' + b} with {@code name.weight} [out, in] and {@code name.bias} [out]; bfloat16 if
   * products are.
   */
  public static Tensor linear(Parameters p, String name, Tensor x) {
    Arithmetic of = Arithmetic.current();
    TensorOptional bias = new TensorOptional(of.factor(p.get(name + ".bias")));
    return torch.linear(of.factor(x), of.factor(p.get(name + ".weight")), bias);
  }

  /**
   * Convolution of kernel 3 at half the rate: [B, in, n] to [B, out, n/2], with {@code name.weight}
   * [out, in, 3] and {@code name.bias} [out].
   */
  public static Tensor halve(Parameters p, String name, Tensor x) {
    Arithmetic of = Arithmetic.current();
    return torch.conv1d(
        of.factor(x),
        of.factor(p.get(name + ".weight")),
        new TensorOptional(of.factor(p.get(name + ".bias"))),
        new long[] {2},
        new long[] {1},
        new long[] {1},
        1);
  }

  /** LayerNorm over the last axis, eps 1e-5. */
  public static Tensor layerNorm(Parameters p, String name, Tensor x) {
    Tensor of = x.to(p.type());
    TensorOptional gain = new TensorOptional(p.get(name + ".weight"));
    TensorOptional bias = new TensorOptional(p.get(name + ".bias"));
    return torch.layer_norm(of, new long[] {x.size(-1)}, gain, bias, LAYER_NORM_EPS, false);
  }

  /**
   * Self-attention before its output projection, for the first {@code leading} tokens: [B, L, D] to
   * [B, leading, D]. Rows 0..D−1 of {@code name.qkv.weight} are q, then k, then v, and head h owns
   * rows h·D/H..(h+1)·D/H−1 of each third. Products are bfloat16 on a GPU alone.
   */
  private static Tensor mix(
      Parameters p, String name, Tensor x, int heads, Optional<Tensor> keyBias, long leading) {
    Tensor qkv = queriesKeysValues(p, name, x, heads);
    TensorVector of = (Arithmetic.current().isOnHost() ? qkv.to(p.type()) : qkv).unbind(0);
    return torch
        .scaled_dot_product_attention(
            of.get(0).narrow(2, 0, leading),
            of.get(1),
            of.get(2),
            keyBias
                .map(bias -> new TensorOptional(bias.to(of.get(0).scalar_type())))
                .orElseGet(TensorOptional::new),
            0.0,
            false,
            new DoubleOptional(),
            false) // [B, H, leading, D/H]
        .transpose(1, 2)
        .reshape(x.size(0), leading, x.size(2));
  }

  /** Queries, keys and values of tokens [B, L, D], [3, B, H, L, D/H]. */
  static Tensor queriesKeysValues(Parameters p, String name, Tensor x, int heads) {
    return linear(p, name + ".qkv", x) // [B, L, 3D]
        .view(x.size(0), x.size(1), 3, heads, x.size(2) / heads) // [B, L, 3, H, D/H]
        .permute(2, 0, 3, 1, 4);
  }
}
