package org.purkinje.models.m2ae;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.PointerScope;
import org.junit.jupiter.api.Test;
import org.purkinje.models.layer.Tensors;
import org.purkinje.models.masking.MaskPlan;
import org.purkinje.models.training.PackedRows;
import org.purkinje.models.training.TrainingExample;
import org.purkinje.models.training.TrainingStep;

class M2aeRowTest {

  private static final M2aeObjective OBJECTIVE =
      new M2aeObjective(
          M2aeSize.TINY,
          new MaskPlan(MaskPlan.Scheme.COMPLEMENTARY, 0.5, 0, 0),
          0.3,
          1,
          new ContrastiveWeight(0.1, 0.25, 1));

  @Test
  void givesBackWhatWasPacked() {
    float[] rows =
        OBJECTIVE.rows(
            List.of(
                new TrainingExample(
                    "w", Long.MIN_VALUE + 5, true, Map.of("ecg", ramp(1), "ppg", ramp(2)), -1),
                new TrainingExample(
                    "w", 0x0123456789ABCDEFL, false, Map.of("ecg", ramp(3)), 65_536)));
    try (PointerScope scope = new PointerScope()) {
      PackedRows packed = new PackedRows(new FloatPointer(rows), 2, OBJECTIVE.row());
      assertThat(packed.numbers("person")).containsExactly(Long.MIN_VALUE + 5, 0x0123456789ABCDEFL);
      assertThat(packed.numbers("seed")).containsExactly(-1, 65_536);
      assertThat(packed.flags("ecg-present")).containsExactly(true, true);
      assertThat(packed.flags("ppg-present")).containsExactly(true, false);
      assertThat(packed.flags("trusted-pair")).containsExactly(true, false);
      assertThat(Tensors.toFloats(packed.floats("ecg").narrow(0, 1, 1))).isEqualTo(ramp(3));
      assertThat(Tensors.toFloats(packed.floats("ppg").narrow(0, 0, 1))).isEqualTo(ramp(2));
      assertThat(Tensors.toFloats(packed.floats("ppg").narrow(0, 1, 1))).containsOnly(0f);
    }
  }

  @Test
  void refusesWindowsWithoutSignalOrWithBadSamples() {
    refuses(Map.of("abp", ramp(1)), false, "a window must have ECG or PPG, got neither");
    refuses(Map.of("ecg", new float[7]), false, "ECG must have 1250 samples or none, got 7");
    refuses(Map.of("ecg", ramp(1)), true, "a trusted pair must have ECG and PPG, got one of them");
    float[] gap = ramp(1);
    gap[3] = Float.NaN;
    refuses(Map.of("ecg", ramp(1), "ppg", gap), false, "PPG sample 3 must be finite, got NaN");
  }

  /** Oracle: the schedule by hand, a quarter of 80 steps. */
  @Test
  void raisesTheContrastiveWeightOverItsShareOfTheSteps() {
    ContrastiveWeight weight = OBJECTIVE.contrastiveWeight();
    assertThat(weight.at(new TrainingStep(0, 80))).isZero();
    assertThat(weight.at(new TrainingStep(5, 80))).isEqualTo((float) 0.025);
    assertThat(weight.at(new TrainingStep(20, 80))).isEqualTo((float) 0.1);
    assertThat(weight.at(new TrainingStep(79, 80))).isEqualTo((float) 0.1);
    assertThat(weight.at(TrainingStep.DONE)).isEqualTo((float) 0.1);
  }

  private static void refuses(Map<String, float[]> signals, boolean isTrustedPair, String why) {
    TrainingExample example = new TrainingExample("w", 1, isTrustedPair, signals, 1);
    assertThatThrownBy(() -> OBJECTIVE.rows(List.of(example)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(why);
  }

  private static float[] ramp(float step) {
    float[] samples = new float[M2ae.SAMPLES];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = i * step;
    }
    return samples;
  }
}
