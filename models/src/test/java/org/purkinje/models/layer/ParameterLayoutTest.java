package org.purkinje.models.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.purkinje.models.layer.ParameterLayout.Start;
import org.purkinje.models.m2ae.M2ae;
import org.purkinje.models.m2ae.M2aeSize;

/** Counts and order against the table of the PyTorch reference program. */
class ParameterLayoutTest {

  @ParameterizedTest
  @CsvSource({
    "TINY, 203392, 50112, 65330, 24960, 343795",
    "SMALL, 3569280, 890112, 849202, 123520, 5432115",
    "BASE, 21314304, 7098624, 3716786, 394240, 32523955",
    "LARGE, 50465792, 12610560, 6594098, 656640, 70327091"
  })
  void countsTheReferenceParameters(
      M2aeSize size, long encoders, long shared, long decoders, long projections, long total) {
    ParameterLayout layout = M2ae.layout(size, Start.TRAINING);
    assertThat(length(layout, "enc_")).isEqualTo(encoders);
    assertThat(length(layout, "shared")).isEqualTo(shared);
    assertThat(length(layout, "dec_")).isEqualTo(decoders);
    assertThat(length(layout, "proj_")).isEqualTo(projections);
    assertThat(layout.length()).isEqualTo(total);
  }

  @Test
  void laysTensorsOutWithoutGaps() {
    long end = 0;
    for (ParameterSpec spec : M2ae.layout(M2aeSize.TINY, Start.TRAINING).specs()) {
      assertThat(spec.offset()).as(spec.name()).isEqualTo(end);
      end = spec.end();
    }
  }

  @Test
  void startsTrainingFromZeroBiasesUnitGainsAndXavierWeights() {
    ParameterLayout layout = M2ae.layout(M2aeSize.TINY, Start.TRAINING);
    float[] values = layout.startingValues(3);
    assertThat(values[(int) layout.spec("shared.norm.weight").offset()]).isEqualTo(1f);
    assertThat(values[(int) layout.spec("shared.norm.bias").offset()]).isZero();
    assertThat(values[(int) layout.spec("log_tau").offset()]).isEqualTo((float) Math.log(0.07));
    ParameterSpec weight = layout.spec("enc_e.patch.weight");
    float bound = (float) Math.sqrt(6.0 / (64 + 25));
    for (long i = weight.offset(); i < weight.end(); i++) {
      assertThat(values[(int) i]).isBetween(-bound, bound);
    }
  }

  @Test
  void decaysOnlyTensorsOfTwoDimensions() {
    ParameterLayout layout =
        new ParameterLayout.Builder(Start.TRAINING)
            .linear("w", 3, 2)
            .scalar("s", 0)
            .buffer("teacher", List.of(3L, 2L), 0)
            .tensor("embedding", List.of(3L, 2L), 0, 1)
            .weightDecay("embedding", false)
            .build();
    assertThat(layout.specs())
        .filteredOn(ParameterSpec::decays)
        .extracting(ParameterSpec::name)
        .containsExactly("w.weight");
  }

  @Test
  void refusesALearningRateForWhatIsNotTrained() {
    ParameterLayout.Builder layout =
        new ParameterLayout.Builder(Start.TRAINING).buffer("teacher", List.of(3L), 0);
    assertThatThrownBy(() -> layout.learningRateScale("teacher", 0.1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the layout has no trained tensor named teacher");
    assertThatThrownBy(() -> layout.scalar("s", 1).learningRateScale("s", -1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("tensor s: learning rate scale must be at least 0, got -1.0");
  }

  @Test
  void refusesASecondTensorOfOneName() {
    ParameterLayout.Builder layout = new ParameterLayout.Builder(Start.TRAINING).norm("a", 4);
    assertThatThrownBy(() -> layout.norm("a", 4))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("tensor names must be unique, got a second a.weight");
  }

  private static long length(ParameterLayout layout, String prefix) {
    return layout.specs().stream()
        .filter(spec -> spec.name().startsWith(prefix))
        .mapToLong(ParameterSpec::length)
        .sum();
  }
}
