package org.purkinje.models.mae;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.purkinje.models.baseline.MaskedSignal;
import org.purkinje.models.layer.ParameterLayout;
import org.purkinje.models.layer.Parameters;
import org.purkinje.models.layer.Tensors;
import org.purkinje.models.loss.HiddenPatches;
import org.purkinje.models.loss.PatchReconstruction;
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
 * Masked reconstruction of one signal; windows without it count for nothing.
 *
 * <p>Loss terms: {@code rec_x} and {@code patch_mean_x}, x being the signal's first letter, as of
 * M2AE: the error on hidden patches, and that of answering each patch's mean.
 *
 * @param signal kind, e.g. {@code ecg}
 * @param maskRatio share of patches that are hidden, above 0, below 1
 */
public record MaeObjective(String signal, MaeShape shape, double maskRatio)
    implements TorchObjective {

  /** The registered name. */
  public static final String TYPE = "mae";

  private static final String PRESENT = "present";
  private static final String SEED = "seed";
  private static final String SAMPLES = "samples";

  public MaeObjective {
    if (signal.isEmpty()) {
      throw new IllegalArgumentException("signal must name a kind such as ecg, got ''");
    }
    if (!(maskRatio > 0 && maskRatio < 1)) {
      throw new IllegalArgumentException(
          "mask-ratio must be above 0 and below 1, got " + maskRatio);
    }
  }

  @Override
  public ParameterLayout layout() {
    return Mae.layout(shape, ParameterLayout.Start.TRAINING);
  }

  @Override
  public List<InputSignal> inputs() {
    return List.of(new InputSignal(signal, shape.samples(), shape.patchSamples()));
  }

  @Override
  public RowLayout row() {
    return new RowLayout().flag(PRESENT).number(SEED).floats(SAMPLES, shape.samples());
  }

  @Override
  public void write(TrainingExample example, RowLayout.Row row) {
    float[] samples = example.signal(signal);
    row.set(SEED, example.seed());
    if (samples.length > 0) {
      row.set(PRESENT, true);
      row.set(SAMPLES, samples);
    }
  }

  @Override
  public LossTerms loss(Parameters parameters, PackedRows rows, TrainingStep step) {
    boolean[] present = rows.flags(PRESENT);
    int[] members = IntStream.range(0, present.length).filter(b -> present[b]).toArray();
    PatchMask mask = mask(rows.numbers(SEED), members);
    Optional<HiddenPatches> hidden = HiddenPatches.of(mask, allOf(members.length));
    if (hidden.isEmpty()) {
      // 0 with a gradient of 0, so that a backward pass is always possible.
      return new LossTerms(parameters.get("dec.mask").sum().mul(new Scalar(0)), Map.of());
    }
    Tensor x =
        rows.floats(SAMPLES)
            .to(parameters.type())
            .index_select(0, Tensors.of(IntStream.of(members).asLongStream().toArray()));
    PatchReconstruction patches = new PatchReconstruction(x, shape.patchSamples(), hidden.get());
    Tensor predicted = new Mae(shape, parameters).predict(x, mask, hidden.get().rows());
    Tensor loss = patches.loss(predicted);
    Map<String, LossTerms.Term> terms = new LinkedHashMap<>();
    terms.put("rec_" + letter(), new LossTerms.Term(loss, members.length));
    terms.put(
        "patch_mean_" + letter(), new LossTerms.Term(patches.patchMeanLoss(), members.length));
    return new LossTerms(loss, terms);
  }

  @Override
  public List<MaskedSignal> masked(TrainingExample example) {
    float[] samples = example.signal(signal);
    if (samples.length == 0) {
      return List.of();
    }
    return List.of(
        new MaskedSignal(
            signal, letter(), samples, visible(example.seed()), PatchReconstruction.MIN_SD));
  }

  @Override
  public Optional<WindowEncoder> encoder(float[] parameters) {
    return Optional.of(new MaeEncoder(signal, shape, parameters));
  }

  private PatchMask mask(long[] seeds, int[] members) {
    boolean[][] visible = new boolean[members.length][];
    for (int i = 0; i < members.length; i++) {
      visible[i] = visible(seeds[members[i]]);
    }
    return PatchMask.of(visible);
  }

  private boolean[] visible(long seed) {
    return MaskPlan.drawView(seed, TYPE, maskRatio, shape.patches());
  }

  private String letter() {
    return signal.substring(0, 1);
  }

  private static boolean[] allOf(int windows) {
    boolean[] all = new boolean[windows];
    Arrays.fill(all, true);
    return all;
  }

  /** Makes it from its settings. */
  public static final class Factory implements ObjectiveFactory<MaeSettings> {
    @Override
    public String type() {
      return TYPE;
    }

    @Override
    public Class<MaeSettings> settingsType() {
      return MaeSettings.class;
    }

    @Override
    public MaeObjective make(MaeSettings of) {
      return new MaeObjective(
          of.signal(),
          new MaeShape(
              of.patches(),
              of.patchSamples(),
              of.width(),
              of.depth(),
              of.decoderWidth(),
              of.decoderDepth(),
              of.heads()),
          of.maskRatio());
    }
  }
}
