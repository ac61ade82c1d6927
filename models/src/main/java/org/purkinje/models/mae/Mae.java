package org.purkinje.models.mae;

import java.util.Optional;
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
 * Masked autoencoder of one signal: an encoder on the visible patches, a decoder over all of them.
 * After He et al., 2022, Masked autoencoders are scalable vision learners.
 *
 * <p>B windows, N patches of P samples, K visible patches of each window, D and E widths of encoder
 * and decoder.
 */
public final class Mae {

  private static final int MLP_RATIO = 4;

  private final MaeShape shape;
  private final Parameters p;

  public Mae(MaeShape shape, Parameters parameters) {
    this.shape = shape;
    this.p = parameters;
  }

  /** Names, shapes and order of the model's tensors. */
  public static ParameterLayout layout(MaeShape shape, ParameterLayout.Start start) {
    ParameterLayout.Builder layout = new ParameterLayout.Builder(start);
    layout.linear("enc.patch", shape.patchSamples(), shape.width());
    for (int i = 0; i < shape.depth(); i++) {
      layout.block("enc.blocks." + i, shape.width(), MLP_RATIO);
    }
    layout.norm("enc.norm", shape.width());
    layout.linear("dec.embed", shape.width(), shape.decoderWidth());
    layout.token("dec.mask", shape.decoderWidth());
    for (int i = 0; i < shape.decoderDepth(); i++) {
      layout.block("dec.blocks." + i, shape.decoderWidth(), MLP_RATIO);
    }
    return layout.linear("dec.head", shape.decoderWidth(), shape.patchSamples()).build();
  }

  /**
   * Predicts hidden patches.
   *
   * @param x samples [B, N·P]
   * @param mask what is visible, equally many patches of each window
   * @param rows the T patches to predict, counted through the batch, int64 [T]: {@code b·N + patch}
   * @return in units of each patch, [T, P]
   */
  public Tensor predict(Tensor x, PatchMask mask, Tensor rows) {
    VisiblePatches visible = VisiblePatches.of(mask);
    long windows = visible.windows();
    Tensor h = encode(x, visible); // [B, K, D]

    Tensor y = Transformer.linear(p, "dec.embed", h); // [B, K, E]
    Tensor places = visible.patch().view(windows, -1, 1).expand(-1, -1, shape.decoderWidth());
    y = y.new_zeros(windows, shape.patches(), shape.decoderWidth()).scatter(1, places, y);
    Tensor isVisible = visible.everyPatch().unsqueeze(2); // [B, N, 1]
    y = torch.where(isVisible, y, p.get("dec.mask"));
    y = y.add(positions(shape.decoderWidth())); // [B, N, E]
    for (int i = 0; i < shape.decoderDepth(); i++) {
      y = Transformer.block(p, "dec.blocks." + i, y, shape.heads(), Optional.empty());
    }
    y = y.reshape(-1, shape.decoderWidth()).index_select(0, rows); // [T, E]
    return Transformer.linear(p, "dec.head", y); // [T, P]
  }

  /**
   * The encoder's view of visible patches.
   *
   * @param x samples [B, N·P]
   * @param mask what is visible, equally many patches of each window
   * @return [B, K, D]
   */
  public Tensor encode(Tensor x, PatchMask mask) {
    return encode(x, VisiblePatches.of(mask));
  }

  private Tensor encode(Tensor x, VisiblePatches visible) {
    Tensor patches = x.reshape(-1, shape.patchSamples()).index_select(0, visible.row()); // [B·K, P]
    Tensor h = Transformer.linear(p, "enc.patch", patches); // [B·K, D]
    h = h.add(positions(shape.width()).index_select(0, visible.patch()));
    h = h.view(visible.windows(), visible.length(), shape.width()); // [B, K, D]
    for (int i = 0; i < shape.depth(); i++) {
      h = Transformer.block(p, "enc.blocks." + i, h, shape.heads(), Optional.empty());
    }
    return Transformer.layerNorm(p, "enc.norm", h);
  }

  private Tensor positions(int width) {
    return Tensors.of(SineCosine.table(shape.patches(), width), shape.patches(), width)
        .to(p.type()); // [N, width]
  }
}
