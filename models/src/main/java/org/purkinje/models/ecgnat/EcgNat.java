package org.purkinje.models.ecgnat;

import java.util.Optional;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.purkinje.models.layer.DropPath;
import org.purkinje.models.layer.NeighbourhoodAttention;
import org.purkinje.models.layer.ParameterLayout;
import org.purkinje.models.layer.Parameters;
import org.purkinje.models.layer.SineCosine;
import org.purkinje.models.layer.Tensors;
import org.purkinje.models.layer.Transformer;

/**
 * ECG-NAT: a convolutional tokenizer, four stages of neighbourhood attention, each at half the rate
 * and twice the width of the one before, and a transformer that reconstructs hidden units.
 *
 * <p>B windows of 12 leads and S = 2560 samples; N = 80 units of U = 32 samples, the total stride
 * of the encoder; T = 640 tokens of the first stage, 8 of each unit; D width of the first stage, E
 * of the decoder; C classes.
 */
public final class EcgNat {

  private static final int TOKENS_OF_UNIT = 8;
  private static final int KERNEL = 3; // of convolutions
  private static final int MLP_RATIO = 3;
  private static final int DECODER_MLP_RATIO = 4;
  private static final int DECODER_HEADS = 4;
  private static final int PROJECTION_WIDTH = 128;
  private static final double MIN_NORM = 1e-12;

  /** Dilation of the last block of each stage; 1 in all others. */
  private static final int[] LAST_DILATION = {1, 1, 3, 5};

  private final EcgNatSize size;
  private final Parameters p;
  private final DropPath dropPath;

  public EcgNat(EcgNatSize size, Parameters parameters) {
    this(size, parameters, DropPath.NONE);
  }

  /**
   * @param dropPath of the blocks of the encoder, by window of the batch
   */
  public EcgNat(EcgNatSize size, Parameters parameters, DropPath dropPath) {
    this.size = size;
    this.p = parameters;
    this.dropPath = dropPath;
  }

  /** Names, shapes and order of the tensors of masked pretraining. */
  public static ParameterLayout layout(EcgNatSize size, ParameterLayout.Start start) {
    ParameterLayout.Builder layout = encoder(size, start).token("mask", size.width(0));
    layout.linear("dec.embed", size.width(), size.decoderWidth);
    for (int i = 0; i < size.decoderDepth; i++) {
      layout.block("dec.blocks." + i, size.decoderWidth, DECODER_MLP_RATIO);
    }
    return layout
        .linear(
            "dec.head", size.decoderWidth, (long) EcgWindow.LEADS.size() * EcgWindow.UNIT_SAMPLES)
        .build();
  }

  /**
   * Names, shapes and order of the tensors of fine-tuning to {@code classes} classes, all at one
   * learning rate.
   */
  public static ParameterLayout classifierLayout(
      EcgNatSize size, int classes, ParameterLayout.Start start) {
    return classifierLayout(size, classes, start, LayerRates.EQUAL);
  }

  /**
   * As the other form, with learning rates by depth. What lies between two stages goes with the
   * last block of the one before, the tokenizer is one layer below the first block.
   */
  static ParameterLayout classifierLayout(
      EcgNatSize size, int classes, ParameterLayout.Start start, LayerRates rates) {
    ParameterLayout.Builder encoder = encoder(size, start);
    encoder.learningRateScale(name -> rates.scale(size.depth() - 1 - block(size, name)));
    return encoder
        .norm("head.norm", size.width())
        .linear("head.cls", size.width(), classes)
        .linear("proj.fc1", size.width(), size.width())
        .linear("proj.fc2", size.width(), PROJECTION_WIDTH)
        .build();
  }

  /** The block that a tensor of the encoder belongs to, counted from 0; −1 for the tokenizer. */
  private static int block(EcgNatSize size, String tensor) {
    String[] parts = tensor.split("\\.", -1);
    if (!parts[0].equals("stages")) {
      return -1;
    }
    int stage = Integer.parseInt(parts[1]);
    int inStage = parts[2].equals("blocks") ? Integer.parseInt(parts[3]) : size.depth(stage) - 1;
    return size.depthBefore(stage) + inStage;
  }

  private static ParameterLayout.Builder encoder(EcgNatSize size, ParameterLayout.Start start) {
    ParameterLayout.Builder layout = new ParameterLayout.Builder(start);
    layout.convolution("tok.conv1", EcgWindow.LEADS.size(), size.width(0) / 2, KERNEL);
    layout.convolution("tok.conv2", size.width(0) / 2, size.width(0), KERNEL);
    layout.norm("tok.norm", size.width(0));
    for (int s = 0; s < EcgNatSize.STAGES; s++) {
      for (int i = 0; i < size.depth(s); i++) {
        layout.neighbourhoodBlock(block(s, i), size.width(s), MLP_RATIO, heads(s), size.kernel);
      }
      if (s < EcgNatSize.STAGES - 1) {
        layout.convolution(down(s) + ".conv", size.width(s), size.width(s + 1), KERNEL);
        layout.norm(down(s) + ".norm", size.width(s + 1));
      }
    }
    return layout;
  }

  /** [B, 12, S] to [B, T, D]. */
  public Tensor tokenise(Tensor x) {
    Tensor h = torch.gelu(Transformer.halve(p, "tok.conv1", x)); // [B, D/2, 2T]
    return Transformer.layerNorm(
        p, "tok.norm", Transformer.halve(p, "tok.conv2", h).transpose(1, 2));
  }

  /** The four stages: tokens [B, T, D] to [B, N, 8·D]. */
  public Tensor encode(Tensor tokens) {
    Tensor h = tokens;
    for (int s = 0; s < EcgNatSize.STAGES; s++) {
      for (int i = 0; i < size.depth(s); i++) {
        int dilation = i == size.depth(s) - 1 ? LAST_DILATION[s] : 1;
        h =
            NeighbourhoodAttention.block(
                p,
                block(s, i),
                h,
                heads(s),
                size.kernel,
                dilation,
                dropPath.ofBlock(size.depthBefore(s) + i, size.depth()));
      }
      if (s < EcgNatSize.STAGES - 1) {
        h = Transformer.halve(p, down(s) + ".conv", h.transpose(1, 2)).transpose(1, 2);
        h = Transformer.layerNorm(p, down(s) + ".norm", h);
      }
    }
    return h;
  }

  /**
   * Predicts every unit of every lead from what is visible. Samples of hidden units are read by
   * nothing: they are zero before the tokenizer, so that its overlapping kernels cannot pass them
   * on.
   *
   * @param x standardised samples [B, 12, S]
   * @return in units of each lead's unit, [B, 12, N, U]
   */
  public Tensor reconstruct(Tensor x, UnitMask mask) {
    long windows = x.size(0);
    Tensor units = x.view(windows, EcgWindow.LEADS.size(), EcgWindow.UNITS, EcgWindow.UNIT_SAMPLES);
    Tensor seen = units.masked_fill(mask.unseen().unsqueeze(3), new Scalar(0));
    Tensor h = tokenise(seen.view(windows, EcgWindow.LEADS.size(), EcgWindow.SAMPLES)); // [B, T, D]
    Tensor hidden =
        mask.hiddenUnits()
            .repeat_interleave(TOKENS_OF_UNIT, new LongOptional(1), new LongOptional())
            .unsqueeze(2); // [B, T, 1]
    Tensor y = encode(torch.where(hidden, p.get("mask"), h)); // [B, N, 8·D]
    y = Transformer.linear(p, "dec.embed", y).add(positions()); // [B, N, E]
    for (int i = 0; i < size.decoderDepth; i++) {
      y = Transformer.block(p, "dec.blocks." + i, y, DECODER_HEADS, Optional.empty());
    }
    return Transformer.linear(p, "dec.head", y) // [B, N, 12·U]
        .to(p.type())
        .view(windows, EcgWindow.UNITS, EcgWindow.LEADS.size(), EcgWindow.UNIT_SAMPLES)
        .transpose(1, 2);
  }

  /** The mean over all tokens of the last stage: [B, 12, S] to [B, 8·D]. */
  public Tensor embedding(Tensor x) {
    return encode(tokenise(x)).mean(1);
  }

  /** What the heads of fine-tuning read: the normalised embedding, [B, 12, S] to [B, 8·D]. */
  public Tensor feature(Tensor x) {
    return Transformer.layerNorm(p, "head.norm", embedding(x));
  }

  /** Scores of classes, [B, 8·D] to [B, C]. */
  public Tensor logits(Tensor feature) {
    return Transformer.linear(p, "head.cls", feature).to(p.type());
  }

  /** Projection head onto the unit sphere: [B, 8·D] to [B, 128]. */
  public Tensor project(Tensor feature) {
    Tensor z = Transformer.mlp(p, "proj", feature).to(p.type());
    Tensor norm = z.norm(new ScalarOptional(new Scalar(2)), new long[] {1}, true);
    return z.div(norm.clamp_min(new Scalar(MIN_NORM)));
  }

  private Tensor positions() {
    return Tensors.of(
            SineCosine.table(EcgWindow.UNITS, size.decoderWidth),
            EcgWindow.UNITS,
            size.decoderWidth)
        .to(p.type()); // [N, E]
  }

  private static int heads(int stage) {
    return 2 << stage;
  }

  private static String block(int stage, int block) {
    return "stages.%d.blocks.%d".formatted(stage, block);
  }

  private static String down(int stage) {
    return "stages.%d.down".formatted(stage);
  }
}
