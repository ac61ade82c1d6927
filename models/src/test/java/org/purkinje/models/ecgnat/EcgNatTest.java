package org.purkinje.models.ecgnat;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.PointerScope;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.purkinje.models.layer.ParameterLayout;
import org.purkinje.models.layer.ParameterLayout.Start;
import org.purkinje.models.layer.ParameterSpec;
import org.purkinje.models.layer.Parameters;
import org.purkinje.models.layer.Tensors;

/** What a masked autoencoder must not see, and its parameters against the reference's table. */
class EcgNatTest {

  private static final int LEADS = 12;

  /** Oracle: the table of the PyTorch reference program; its classifier has five classes. */
  @ParameterizedTest
  @CsvSource({
    "MICRO, 254662, 16, 29504, 33024, 645",
    "TINY, 1175286, 32, 91392, 98688, 1285",
    "SMALL, 4975748, 48, 297088, 197120, 1925",
    "MINI, 18406878, 64, 1809536, 328320, 2565"
  })
  void countsTheReferenceParameters(
      EcgNatSize size, long encoder, long token, long decoder, long projection, long classifier) {
    ParameterLayout pretraining = EcgNat.layout(size, Start.TRAINING);
    ParameterLayout heads = EcgNat.classifierLayout(size, 5, Start.TRAINING);
    long stages = length(pretraining, "tok") + length(pretraining, "stages");
    assertThat(stages + length(heads, "head.norm")).isEqualTo(encoder);
    assertThat(length(pretraining, "mask")).isEqualTo(token);
    assertThat(length(pretraining, "dec")).isEqualTo(decoder);
    assertThat(pretraining.length()).isEqualTo(stages + token + decoder);
    assertThat(length(heads, "proj")).isEqualTo(projection);
    assertThat(length(heads, "head.cls")).isEqualTo(classifier);
    assertThat(heads.length()).isEqualTo(encoder + projection + classifier);
  }

  /** Every unit of every lead, hidden or not, is compared; the input of hidden ones is noise. */
  @Test
  void seesNothingOfHiddenUnitsAndAbsentLeads() {
    try (PointerScope scope = new PointerScope()) {
      EcgNat model = model();
      float[] x = samples(2);
      for (double sharedMask : new double[] {0, 1}) {
        UnitMask mask = mask(2, sharedMask);
        mask.present()[5] = false;
        mask.present()[LEADS + 1] = false;
        float[] before = outputs(model, x, mask);
        float[] disturbed = x.clone();
        for (int i = 0; i < x.length; i++) {
          int row = i / EcgWindow.SAMPLES;
          int unit = i % EcgWindow.SAMPLES / EcgWindow.UNIT_SAMPLES;
          if (!mask.present()[row] || !mask.visible().isVisible(row, unit)) {
            disturbed[i] += 100 * (i % 7);
          }
        }
        assertThat(outputs(model, disturbed, mask)).isEqualTo(before);
      }
    }
  }

  @Test
  void seesEveryVisibleUnitOfLeadsThatShareTheirMask() {
    try (PointerScope scope = new PointerScope()) {
      EcgNat model = model();
      float[] x = samples(1);
      UnitMask mask = mask(1, 1);
      float[] before = outputs(model, x, mask);
      for (int unit = 0; unit < EcgWindow.UNITS; unit += 3) {
        int row = unit % LEADS;
        if (mask.visible().isVisible(row, unit)) {
          x[row * EcgWindow.SAMPLES + unit * EcgWindow.UNIT_SAMPLES + 7] += 1;
          float[] after = outputs(model, x, mask);
          assertThat(after).as("unit %d", unit).isNotEqualTo(before);
          before = after;
        }
      }
    }
  }

  private static UnitMask mask(int windows, double sharedMask) {
    boolean[] present = new boolean[windows * LEADS];
    Arrays.fill(present, true);
    long[] seeds = new long[windows];
    Arrays.setAll(seeds, b -> b + 3);
    return new UnitMaskPlan(0.6, sharedMask, 0, 0).draw(seeds, present);
  }

  private static float[] samples(int windows) {
    float[] x = new float[windows * LEADS * EcgWindow.SAMPLES];
    List<float[]> rows = new ArrayList<>();
    SyntheticLeads.windows(windows, 17)
        .forEach(window -> EcgWindow.LEADS.forEach(lead -> rows.add(window.signal(lead.label()))));
    for (int row = 0; row < rows.size(); row++) {
      System.arraycopy(rows.get(row), 0, x, row * EcgWindow.SAMPLES, EcgWindow.SAMPLES);
    }
    return x;
  }

  private static float[] outputs(EcgNat model, float[] x, UnitMask mask) {
    return Tensors.toFloats(
        model.reconstruct(Tensors.of(x, mask.windows(), LEADS, EcgWindow.SAMPLES), mask));
  }

  private static EcgNat model() {
    ParameterLayout layout = EcgNat.layout(EcgNatSize.MICRO, Start.REFERENCE);
    return new EcgNat(
        EcgNatSize.MICRO, Parameters.frozen(layout, new FloatPointer(layout.startingValues(7))));
  }

  private static long length(ParameterLayout layout, String prefix) {
    return layout.specs().stream()
        .filter(spec -> spec.name().startsWith(prefix))
        .mapToLong(ParameterSpec::length)
        .sum();
  }
}
