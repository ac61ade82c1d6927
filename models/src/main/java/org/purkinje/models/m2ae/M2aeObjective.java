package org.purkinje.models.m2ae;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.purkinje.biosignal.signal.SignalKind;
import org.purkinje.models.baseline.MaskedSignal;
import org.purkinje.models.layer.ParameterLayout;
import org.purkinje.models.layer.Parameters;
import org.purkinje.models.layer.Tensors;
import org.purkinje.models.loss.PatchReconstruction;
import org.purkinje.models.masking.Augmentation;
import org.purkinje.models.masking.MaskPlan;
import org.purkinje.models.masking.PatchMask;
import org.purkinje.models.training.InputSignal;
import org.purkinje.models.training.LossTerms;
import org.purkinje.models.training.ObjectiveFactory;
import org.purkinje.models.training.PackedRows;
import org.purkinje.models.training.RowLayout;
import org.purkinje.models.training.TorchObjective;
import org.purkinje.models.training.TrainingExample;
import org.purkinje.models.training.TrainingStep;
import org.purkinje.models.training.WindowEncoder;

/**
 * M2AE pretraining on packed windows: masked reconstruction and, by {@code contrastiveViews},
 * InfoNCE and NT-Xent.
 *
 * <p>Loss terms: {@code rec_e}, {@code rec_p} reconstruction of ECG and PPG; {@code patch_mean_e},
 * {@code patch_mean_p} what answering the mean of each patch would cost on the same hidden patches;
 * {@code con} InfoNCE and {@code aug} NT-Xent, with {@code con_chance} and {@code aug_chance}, what
 * equal scores for all candidates would cost.
 *
 * @param size widths and depths
 * @param masks how the reconstructed view is hidden
 * @param viewMaskRatio share of patches hidden in each contrastive view, 0 to 1
 * @param contrastiveViews 0 reconstruction alone, 1 adds InfoNCE, 2 adds NT-Xent with an augmented
 *     second view
 * @param contrastiveWeight λ, and which steps have the contrastive terms
 */
public record M2aeObjective(
    M2aeSize size,
    MaskPlan masks,
    double viewMaskRatio,
    int contrastiveViews,
    ContrastiveWeight contrastiveWeight)
    implements TorchObjective {

  /** The registered name. */
  public static final String TYPE = "m2ae";

  public M2aeObjective {
    if (!(viewMaskRatio >= 0 && viewMaskRatio < 1)) {
      throw new IllegalArgumentException(
          "view-mask-ratio must be at least 0 and below 1, got " + viewMaskRatio);
    }
    if (contrastiveViews < 0 || contrastiveViews > 2) {
      throw new IllegalArgumentException(
          "contrastive-views must be 0, 1 or 2, got " + contrastiveViews);
    }
  }

  @Override
  public ParameterLayout layout() {
    return M2ae.layout(size, ParameterLayout.Start.TRAINING);
  }

  @Override
  public List<InputSignal> inputs() {
    return Arrays.stream(Modality.values())
        .map(m -> new InputSignal(m.kind(), M2ae.SAMPLES, M2ae.PATCH_SAMPLES))
        .toList();
  }

  @Override
  public RowLayout row() {
    return M2aeRow.LAYOUT;
  }

  @Override
  public void write(TrainingExample example, RowLayout.Row row) {
    M2aeRow.write(example, row);
  }

  @Override
  public LossTerms loss(Parameters parameters, PackedRows rows, TrainingStep step) {
    int views = contrastiveWeight.isIn(step) ? contrastiveViews : 0;
    return M2aeLoss.of(
        new M2ae(size, parameters), batch(rows, parameters, views, contrastiveWeight.at(step)));
  }

  @Override
  public List<MaskedSignal> masked(TrainingExample example) {
    float[] ecg = example.signal(Modality.ECG.kind());
    float[] ppg = example.signal(Modality.PPG.kind());
    MaskPlan.Pair pair =
        pair(example.seed(), ecg.length > 0 && ppg.length > 0, example.isTrustedPair());
    List<MaskedSignal> masked = new ArrayList<>();
    add(masked, Modality.ECG, ecg, pair.ecg());
    add(masked, Modality.PPG, ppg, pair.ppg());
    return masked;
  }

  private static void add(
      List<MaskedSignal> masked, Modality m, float[] samples, boolean[] visible) {
    if (samples.length > 0) {
      masked.add(
          new MaskedSignal(m.kind(), m.letter(), samples, visible, PatchReconstruction.MIN_SD));
    }
  }

  private MaskPlan.Pair pair(long seed, boolean hasBoth, boolean isTrusted) {
    MaskPlan.Pairing pairing =
        isTrusted
            ? MaskPlan.Pairing.TRUSTED
            : hasBoth ? MaskPlan.Pairing.UNTRUSTED : MaskPlan.Pairing.SINGLE;
    return masks.draw(seed, pairing, M2ae.PATCHES);
  }

  @Override
  public Optional<WindowEncoder> encoder(float[] parameters) {
    return Optional.of(new M2aeEncoder(size, parameters));
  }

  private M2aeBatch batch(PackedRows rows, Parameters parameters, int viewCount, double weight) {
    Tensor ecg = rows.floats(Modality.ECG.kind()).to(parameters.type()); // [B, S]
    Tensor ppg = rows.floats(Modality.PPG.kind()).to(parameters.type()); // [B, S]
    boolean[] ecgPresent = rows.flags(M2aeRow.present(Modality.ECG));
    boolean[] ppgPresent = rows.flags(M2aeRow.present(Modality.PPG));
    boolean[] trustedPair = rows.flags(M2aeRow.TRUSTED_PAIR);
    long[] seeds = rows.numbers(M2aeRow.SEED);
    boolean[][] ecgMask = new boolean[seeds.length][];
    boolean[][] ppgMask = new boolean[seeds.length][];
    for (int b = 0; b < seeds.length; b++) {
      MaskPlan.Pair pair = pair(seeds[b], ecgPresent[b] && ppgPresent[b], trustedPair[b]);
      ecgMask[b] = pair.ecg();
      ppgMask[b] = pair.ppg();
    }
    List<M2aeBatch.View> views = new ArrayList<>();
    if (viewCount > 0) {
      views.add(view(ecg, ppg, seeds, "1"));
    }
    if (viewCount > 1) {
      views.add(
          view(
              augmented(ecg, SignalKind.ECG, seeds).to(parameters.type()),
              augmented(ppg, SignalKind.PPG, seeds).to(parameters.type()),
              seeds,
              "2"));
    }
    return new M2aeBatch(
        new M2aeBatch.View(ecg, ppg, PatchMask.of(ecgMask), PatchMask.of(ppgMask)),
        views,
        ecgPresent,
        ppgPresent,
        trustedPair,
        rows.numbers(M2aeRow.PERSON),
        weight);
  }

  private M2aeBatch.View view(Tensor ecg, Tensor ppg, long[] seeds, String number) {
    return new M2aeBatch.View(
        ecg, ppg, viewMask(seeds, "ecg-" + number), viewMask(seeds, "ppg-" + number));
  }

  private static Tensor augmented(Tensor samples, SignalKind kind, long[] seeds) {
    float[] x = Tensors.toFloats(samples.to(torch.ScalarType.Float));
    for (int b = 0; b < seeds.length; b++) {
      int from = b * M2ae.SAMPLES;
      float[] window = Arrays.copyOfRange(x, from, from + M2ae.SAMPLES);
      float[] seen = Augmentation.apply(window, kind, seeds[b], M2ae.FS);
      System.arraycopy(seen, 0, x, from, seen.length);
    }
    return Tensors.of(x, seeds.length, M2ae.SAMPLES);
  }

  private PatchMask viewMask(long[] seeds, String purpose) {
    boolean[][] visible = new boolean[seeds.length][];
    for (int b = 0; b < seeds.length; b++) {
      visible[b] = MaskPlan.drawView(seeds[b], purpose, viewMaskRatio, M2ae.PATCHES);
    }
    return PatchMask.of(visible);
  }

  /** This objective as configs and checkpoints store it. */
  public Map<String, String> settings() {
    return new Factory()
        .settings()
        .write(
            new M2aeSettings(
                size,
                masks.scheme(),
                masks.maskRatio(),
                masks.lagPatches(),
                masks.modalityDropout(),
                viewMaskRatio,
                contrastiveViews,
                contrastiveWeight.peak(),
                contrastiveWeight.warmup(),
                contrastiveWeight.interval()));
  }

  /** Makes it from its settings. */
  public static final class Factory implements ObjectiveFactory<M2aeSettings> {
    @Override
    public String type() {
      return TYPE;
    }

    @Override
    public Class<M2aeSettings> settingsType() {
      return M2aeSettings.class;
    }

    @Override
    public M2aeObjective make(M2aeSettings of) {
      return new M2aeObjective(
          of.size(),
          new MaskPlan(of.masks(), of.maskRatio(), of.lagPatches(), of.modalityDropout()),
          of.viewMaskRatio(),
          of.contrastiveViews(),
          new ContrastiveWeight(
              of.contrastiveWeight(), of.contrastiveWarmup(), of.contrastiveInterval()));
    }
  }
}
