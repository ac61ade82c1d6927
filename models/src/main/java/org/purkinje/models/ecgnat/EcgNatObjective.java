package org.purkinje.models.ecgnat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;
import org.purkinje.models.layer.ParameterLayout;
import org.purkinje.models.layer.Parameters;
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
 * @param masks what is hidden
 */
public record EcgNatObjective(EcgNatSize size, UnitMaskPlan masks) implements TorchObjective {

  /** The registered name. */
  public static final String TYPE = "ecg-nat";

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
    int leads = EcgWindow.LEADS.size();
    Tensor x =
        rows.floats(EcgNatRow.SAMPLES)
            .to(parameters.type())
            .reshape(rows.rows(), leads, EcgWindow.SAMPLES); // [B, 12, S]
    boolean[] present = new boolean[rows.rows() * leads];
    for (int lead = 0; lead < leads; lead++) {
      boolean[] own = rows.flags(EcgNatRow.present(EcgWindow.LEADS.get(lead)));
      for (int b = 0; b < own.length; b++) {
        present[b * leads + lead] = own[b];
      }
    }
    UnitMask mask = masks.draw(rows.numbers(EcgNatRow.SEED), present);
    return EcgNatLoss.of(size, parameters, x, mask);
  }

  @Override
  public Optional<WindowEncoder> encoder(float[] parameters) {
    return Optional.of(new EcgNatEncoder(size, parameters));
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
                masks.reducedLeads()));
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
          new UnitMaskPlan(of.maskRatio(), of.sharedMask(), of.leadDropout(), of.reducedLeads()));
    }
  }
}
