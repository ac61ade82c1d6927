package org.purkinje.models.m2ae;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.PointerScope;
import org.junit.jupiter.api.Test;
import org.purkinje.models.layer.Tensors;
import org.purkinje.models.training.PackedRows;

class PackedWindowTest {
  private static final float[] NONE = {};

  @Test
  void givesBackWhatWasPacked() {
    float[] rows = new float[2 * PackedWindow.ROW_LENGTH];
    new PackedWindow(ramp(1), ramp(2), true, Long.MIN_VALUE + 5, -1, 0.1f).writeTo(rows, 0);
    new PackedWindow(ramp(3), NONE, false, 0x0123456789ABCDEFL, 65_536, 0.1f)
        .writeTo(rows, PackedWindow.ROW_LENGTH);
    try (PointerScope scope = new PointerScope()) {
      PackedRows packed = new PackedRows(new FloatPointer(rows), 2, PackedWindow.ROW_LENGTH);
      assertThat(PackedWindow.subjects(packed))
          .containsExactly(Long.MIN_VALUE + 5, 0x0123456789ABCDEFL);
      assertThat(PackedWindow.seeds(packed)).containsExactly(-1, 65_536);
      assertThat(PackedWindow.ecgPresent(packed)).containsExactly(true, true);
      assertThat(PackedWindow.ppgPresent(packed)).containsExactly(true, false);
      assertThat(PackedWindow.trustedPair(packed)).containsExactly(true, false);
      assertThat(PackedWindow.contrastiveWeight(packed)).isEqualTo(0.1f);
      assertThat(Tensors.toFloats(PackedWindow.ecg(packed).narrow(0, 1, 1))).isEqualTo(ramp(3));
      assertThat(Tensors.toFloats(PackedWindow.ppg(packed).narrow(0, 0, 1))).isEqualTo(ramp(2));
      assertThat(Tensors.toFloats(PackedWindow.ppg(packed).narrow(0, 1, 1))).containsOnly(0f);
    }
  }

  @Test
  void refusesWindowsWithoutSignalOrWithBadSamples() {
    assertThatThrownBy(() -> new PackedWindow(NONE, NONE, false, 1, 1, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a window must have ECG or PPG, got neither");
    assertThatThrownBy(() -> new PackedWindow(new float[7], NONE, false, 1, 1, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("ECG must have 1250 samples or none, got 7");
    assertThatThrownBy(() -> new PackedWindow(ramp(1), NONE, true, 1, 1, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a trusted pair must have ECG and PPG, got 1250 and 0 samples");
    float[] gap = ramp(1);
    gap[3] = Float.NaN;
    assertThatThrownBy(() -> new PackedWindow(ramp(1), gap, true, 1, 1, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("PPG sample 3 must be finite, got NaN");
  }

  @Test
  void refusesABatchOfTwoContrastiveWeights() {
    float[] rows = new float[2 * PackedWindow.ROW_LENGTH];
    new PackedWindow(ramp(1), NONE, false, 1, 1, 0.1f).writeTo(rows, 0);
    new PackedWindow(ramp(1), NONE, false, 1, 1, 0.2f).writeTo(rows, PackedWindow.ROW_LENGTH);
    try (PointerScope scope = new PointerScope()) {
      PackedRows packed = new PackedRows(new FloatPointer(rows), 2, PackedWindow.ROW_LENGTH);
      assertThatThrownBy(() -> PackedWindow.contrastiveWeight(packed))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("windows of a batch must have one contrastive weight, got 0.1 and 0.2");
    }
  }

  private static float[] ramp(float step) {
    float[] samples = new float[M2ae.SAMPLES];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = i * step;
    }
    return samples;
  }
}
