package org.purkinje.biosignal.synthesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.purkinje.biosignal.signal.AdcScale;

class DigitizerTest {

  private static final AdcScale SCALE = new AdcScale(200, 1_024, "mV");

  @Test
  void roundsClipsAndMarksMissingSamples() {
    double[] physical = {0, 1, -0.5, 0.0026, 100, -100, Double.NaN};
    assertThat(Digitizer.digitize(physical, SCALE, -2_047, 2_047, -2_048))
        .containsExactly(1_024, 1_224, 924, 1_025, 2_047, -2_047, -2_048);
  }

  @Test
  void comesBackWithinHalfAStepWhereNothingIsClipped() {
    SyntheticRecording recording =
        new RecordingSynthesizer(new SynthesisPlan(51, 20, 60, 250, 0.2, 0.05, 1, 60, 0, 0))
            .synthesize(3);
    for (SyntheticChannel channel : SyntheticChannel.values()) {
      double[] physical = recording.signal(channel);
      int[] digital = Digitizer.digitize(physical, channel.scale(), -2_047, 2_047, -2_048);
      double[] back = channel.scale().toPhysical(digital, -2_048);
      double halfStep = 0.5 / channel.scale().gain() + 1e-9;
      for (int i = 0; i < back.length; i++) {
        assertThat(Double.isNaN(back[i])).isEqualTo(Double.isNaN(physical[i]));
        assertThat(Math.abs(back[i] - physical[i]) > halfStep).isFalse();
      }
    }
  }

  @Test
  void refusesAMissingCodeThatAlsoStandsForAValue() {
    assertThatThrownBy(() -> Digitizer.digitize(new double[1], SCALE, -2_048, 2_047, -2_048))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("missing code must lie outside -2048 to 2047, got -2048");
  }

  @Test
  void refusesAnEmptyRange() {
    assertThatThrownBy(() -> Digitizer.digitize(new double[1], SCALE, 5, 4, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("least code must not exceed the greatest, got 5 and 4");
  }
}
