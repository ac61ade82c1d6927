package org.purkinje.models.golden;

import java.util.Arrays;
import java.util.Locale;
import org.bytedeco.pytorch.Tensor;
import org.purkinje.models.ecgnat.EcgNat;
import org.purkinje.models.ecgnat.EcgNatLoss;
import org.purkinje.models.ecgnat.EcgNatSize;
import org.purkinje.models.ecgnat.UnitMask;
import org.purkinje.models.layer.ParameterLayout;
import org.purkinje.models.layer.ParameterLayout.Start;
import org.purkinje.models.layer.Parameters;
import org.purkinje.models.masking.PatchMask;
import org.purkinje.models.training.LossTerms;

/** One ECG-NAT case of masked pretraining. */
record EcgNatCase(GoldenCase golden) implements GoldenCase.Model {

  static EcgNatCase read(String name) {
    return new EcgNatCase(GoldenCase.read(name));
  }

  EcgNatSize size() {
    return EcgNatSize.valueOf(golden.document().path("size").asText().toUpperCase(Locale.ROOT));
  }

  @Override
  public ParameterLayout layout() {
    return EcgNat.layout(size(), Start.REFERENCE);
  }

  @Override
  public int windows() {
    return (int) golden.io().shape("in/x")[0];
  }

  @Override
  public LossTerms loss(Parameters parameters) {
    return EcgNatLoss.of(size(), parameters, x(), mask());
  }

  Tensor x() {
    return golden.io().tensor("in/x");
  }

  UnitMask mask() {
    double[] hidden = golden.io().doubles("in/mask");
    boolean[][] visible = new boolean[hidden.length / EcgNat.UNITS][EcgNat.UNITS];
    for (int i = 0; i < hidden.length; i++) {
      visible[i / EcgNat.UNITS][i % EcgNat.UNITS] = hidden[i] == 0;
    }
    boolean[] present = new boolean[visible.length];
    Arrays.fill(present, true);
    return new UnitMask(PatchMask.of(visible), present);
  }
}
