package org.purkinje.models.golden;

import java.util.Arrays;
import java.util.Locale;
import org.bytedeco.pytorch.Tensor;
import org.purkinje.models.ecgnat.EcgNat;
import org.purkinje.models.ecgnat.EcgNatLoss;
import org.purkinje.models.ecgnat.EcgNatSize;
import org.purkinje.models.ecgnat.EcgWindow;
import org.purkinje.models.ecgnat.FineTuningLoss;
import org.purkinje.models.ecgnat.UnitMask;
import org.purkinje.models.layer.ParameterLayout;
import org.purkinje.models.layer.ParameterLayout.Start;
import org.purkinje.models.layer.Parameters;
import org.purkinje.models.masking.PatchMask;
import org.purkinje.models.training.LossTerms;

/** One ECG-NAT case: masked pretraining, or fine-tuning if its name ends so. */
record EcgNatCase(GoldenCase golden) implements GoldenCase.Model {

  private static final int CLASSES = 5;
  private static final double CONTRAST_SHARE = 0.5;

  static EcgNatCase read(String name) {
    return new EcgNatCase(GoldenCase.read(name));
  }

  EcgNatSize size() {
    return EcgNatSize.valueOf(golden.document().path("size").asText().toUpperCase(Locale.ROOT));
  }

  @Override
  public ParameterLayout layout() {
    return isFineTuning()
        ? EcgNat.classifierLayout(size(), CLASSES, Start.REFERENCE)
        : EcgNat.layout(size(), Start.REFERENCE);
  }

  @Override
  public int windows() {
    return (int) golden.io().shape("in/x")[0];
  }

  @Override
  public LossTerms loss(Parameters parameters) {
    return isFineTuning()
        ? new FineTuningLoss(CONTRAST_SHARE).of(new EcgNat(size(), parameters), x(), classes())
        : EcgNatLoss.of(size(), parameters, x(), mask());
  }

  Tensor x() {
    return golden.io().tensor("in/x");
  }

  private boolean isFineTuning() {
    return golden.name().endsWith("_finetune");
  }

  long[] classes() {
    return golden.io().longs("in/label");
  }

  UnitMask mask() {
    double[] hidden = golden.io().doubles("in/mask");
    boolean[][] visible = new boolean[hidden.length / EcgWindow.UNITS][EcgWindow.UNITS];
    for (int i = 0; i < hidden.length; i++) {
      visible[i / EcgWindow.UNITS][i % EcgWindow.UNITS] = hidden[i] == 0;
    }
    boolean[] present = new boolean[visible.length];
    Arrays.fill(present, true);
    return new UnitMask(PatchMask.of(visible), present);
  }
}
