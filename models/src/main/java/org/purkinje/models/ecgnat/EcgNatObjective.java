package org.purkinje.models.ecgnat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;
import org.purkinje.models.baseline.MaskedSignal;
import org.purkinje.models.layer.DropPath;
import org.purkinje.models.layer.ParameterLayout;
import org.purkinje.models.layer.Parameters;
import org.purkinje.models.loss.PatchReconstruction;
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
 * Masked pretraining of ECG-NAT: hidden units of twelve leads, or of those that a window has, are
 * reconstructed from the rest.
 *
 * <p>Loss terms: {@code rec_e}, the error on hidden units, and {@code patch_mean_e}, that of
 * answering each unit's mean.
 *
 * @param size widths and depths
 *     <p>Of windows that it is only measured on nothing is augmented, and no lead or branch left
 *     out.
 * @param masks what is hidden
 * @param augmentation strength of what is done to windows first, 0 to 1, see {@link
 *     EcgAugmentation}
 * @param dropPath rate of the last block of the encoder, see {@link DropPath}
 */
public record EcgNatObjective(
    EcgNatSize size, UnitMaskPlan masks, double augmentation, double dropPath)
    implements TorchObjective {

  /** The registered name. */
  public static final String TYPE = "ecg-nat";

  public EcgNatObjective {
    new EcgAugmentation(augmentation);
    new DropPath(dropPath, new long[0]);
  }

  /** Nothing but masks. */
  public EcgNatObjective(EcgNatSize size, UnitMaskPlan masks) {
    this(size, masks, 0, 0);
  }

  @Override
  public ParameterLayout layout() {
    return EcgNat.layout(size, ParameterLayout.Start.TRAINING);
  }

  @Override
  public List<InputSignal> inputs() {
    return EcgWindow.LEADS.stream()
        .map(lead -> new InputSignal(lead.label(), EcgWindow.SAMPLES, EcgWindow.UNIT_SAMPLES))
        .toList();
  }

  @Override
  public RowLayout row() {
    return EcgNatRow.LAYOUT;
  }

  @Override
  public void write(TrainingExample example, RowLayout.Row row) {
    EcgNatRow.write(example, row);
  }

  @Override
  public LossTerms loss(Parameters parameters, PackedRows rows, TrainingStep step) {
    long[] seeds = rows.numbers(EcgNatRow.SEED);
    boolean[] present = EcgNatRow.present(rows);
    Tensor x = EcgNatRow.samples(rows, parameters.type());
    if (!step.isTraining()) {
      return EcgNatLoss.of(size, parameters, x, masks.ofAllLeads().draw(seeds, present));
    }
    return EcgNatLoss.of(
        size,
        parameters,
        new EcgAugmentation(augmentation).apply(x, present, seeds),
        masks.draw(seeds, present),
        new DropPath(dropPath, seeds));
  }

  @Override
  public List<MaskedSignal> masked(TrainingExample example) {
    boolean[][] visible = masks.ofAllLeads().drawUnits(example.seed());
    List<MaskedSignal> masked = new ArrayList<>();
    for (int i = 0; i < visible.length; i++) {
      String lead = EcgWindow.LEADS.get(i).label();
      float[] samples = example.signal(lead);
      if (samples.length > 0) {
        double minSd = PatchReconstruction.MIN_SD * sd(samples);
        masked.add(new MaskedSignal(lead, "e", samples, visible[i], minSd));
      }
    }
    return masked;
  }

  /** Population SD. */
  private static double sd(float[] x) {
    double mean = 0;
    for (float value : x) {
      mean += value / x.length;
    }
    double square = 0;
    for (float value : x) {
      square += (value - mean) * (value - mean);
    }
    return Math.sqrt(square / x.length);
  }

  @Override
  public Optional<WindowEncoder> encoder(float[] parameters) {
    return Optional.of(EcgNatEncoder.ofTokens(size, parameters));
  }

  /** This objective as configs and checkpoints store it. */
  Map<String, String> settings() {
    return new Factory()
        .settings()
        .write(
            new EcgNatSettings(
                size,
                masks.maskRatio(),
                masks.sharedMask(),
                masks.leadDropout(),
                masks.reducedLeads(),
                augmentation,
                dropPath));
  }

  /** Makes it from its settings. */
  public static final class Factory implements ObjectiveFactory<EcgNatSettings> {
    @Override
    public String type() {
      return TYPE;
    }

    @Override
    public Class<EcgNatSettings> settingsType() {
      return EcgNatSettings.class;
    }

    @Override
    public EcgNatObjective make(EcgNatSettings of) {
      return new EcgNatObjective(
          of.size(),
          new UnitMaskPlan(of.maskRatio(), of.sharedMask(), of.leadDropout(), of.reducedLeads()),
          of.augmentation(),
          of.dropPath());
    }
  }
}
