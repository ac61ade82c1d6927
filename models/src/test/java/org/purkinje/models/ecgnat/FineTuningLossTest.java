package org.purkinje.models.ecgnat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.purkinje.models.layer.ParameterLayout;
import org.purkinje.models.layer.ParameterLayout.Start;
import org.purkinje.models.layer.Parameters;
import org.purkinje.models.layer.Tensors;
import org.purkinje.models.training.LossTerms;
import org.purkinje.models.training.TrainingExample;

class FineTuningLossTest {

  private static final boolean[][] LABELS = {
    {true, false, true}, {true, true, false}, {false, true, false}
  };

  @Test
  void isOneTermAloneAtTheEndsOfItsShare() {
    try (PointerScope scope = new PointerScope()) {
      LossTerms classes = loss(0);
      assertThat(classes.total().item_double()).isEqualTo(classes.values().get("ce").value());
      LossTerms contrast = loss(1);
      assertThat(contrast.values().get("sc").value()).isPositive();
      assertThat(contrast.total().item_double()).isEqualTo(contrast.values().get("sc").value());
      LossTerms both = loss(0.25);
      assertThat(both.total().item_double())
          .isCloseTo(
              0.25 * contrast.values().get("sc").value()
                  + 0.75 * classes.values().get("ce").value(),
              within(1e-6));
      assertThat(both.values().get("ce").windows()).isEqualTo(3);
    }
  }

  @Test
  void refusesSharesOutOfRange() {
    assertThatThrownBy(() -> new FineTuningLoss(1.5))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("contrast-share must be 0 to 1, got 1.5");
  }

  private static LossTerms loss(double contrastShare) {
    ParameterLayout layout = EcgNat.classifierLayout(EcgNatSize.MICRO, 3, Start.REFERENCE);
    Parameters parameters = Parameters.frozen(layout, new FloatPointer(layout.startingValues(7)));
    float[] x = new float[3 * 12 * EcgWindow.SAMPLES];
    for (int b = 0; b < 3; b++) {
      TrainingExample window = SyntheticLeads.window(b, EcgWindow.LEADS);
      for (int lead = 0; lead < 12; lead++) {
        System.arraycopy(
            window.signal(EcgWindow.LEADS.get(lead).label()),
            0,
            x,
            (b * 12 + lead) * EcgWindow.SAMPLES,
            EcgWindow.SAMPLES);
      }
    }
    Tensor samples = Tensors.of(x, 3, 12, EcgWindow.SAMPLES);
    return new FineTuningLoss(contrastShare)
        .of(new EcgNat(EcgNatSize.MICRO, parameters), samples, LABELS);
  }
}
