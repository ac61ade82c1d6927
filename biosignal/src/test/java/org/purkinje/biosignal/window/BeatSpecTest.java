package org.purkinje.biosignal.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.purkinje.biosignal.signal.SignalKind;

/** A beat that lies a sample off in its span would go unseen. */
class BeatSpecTest {

  private static BeatSpec spec(double before, double after, double rate, int minBeats) {
    return new BeatSpec(
        before,
        after,
        List.of(
            new SignalSpec(
                SignalKind.ECG, Take.FIRST, List.of(), rate, new Band(0.5, 40, 4), minBeats)),
        1);
  }

  @Test
  void startsSoManySamplesBeforeTheBeat() {
    BeatSpec spec = spec(0.25, 0.45, 360, 0);
    assertThat(spec.at(360).lengthSamples()).isEqualTo(252);
    for (int sample = 0; sample < 650_000; sample++) {
      assertThat(spec.firstSample(sample / 360.0, 360)).isEqualTo(sample - 90);
    }
  }

  /** Sample 36 of 360 Hz is 12.5 at 125 Hz, and so is every 72nd from there on: 37.5, 62.5 … */
  @Test
  void takesTheLaterOfTwoSamplesThatAreEquallyNear() {
    BeatSpec spec = spec(0.2, 0.4, 125, 0);
    for (int sample = 36; sample < 650_000; sample += 72) {
      int later = (sample * 125 + 180) / 360;
      assertThat(spec.firstSample(sample / 360.0, 125)).as("%d", sample).isEqualTo(later - 25);
    }
    assertThat(spec.firstSample(35 / 360.0, 125)).isEqualTo(12 - 25);
    assertThat(spec.firstSample(37 / 360.0, 125)).isEqualTo(13 - 25);
  }

  @Test
  void checksItsRanges() {
    assertRefused(-0.1, 0.4, 125, 0, "before-seconds must be 0 to 10, got -0.1");
    assertRefused(0.2, 10.4, 125, 0, "after-seconds must be 0 to 10, got 10.4");
    assertRefused(
        0,
        0,
        125,
        0,
        "before-seconds and after-seconds must not both be 0, for no sample would be cut");
    assertRefused(
        0.25,
        0.4,
        125,
        0,
        "before-seconds must be a whole number of samples at rate-hz 125.0, got 0.25 s, 31.25 samples");
    assertRefused(0.2, 0.4, 125, 1, "min-beats must be 0 around a beat, got 1");
    assertThatThrownBy(() -> new BeatSpec(0.2, 0.4, spec(0.2, 0.4, 125, 0).signals(), 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("min-signals must be 1 to 1, got 2");
    assertThatThrownBy(() -> new BeatSpec(0.2, 0.4, List.of(), 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("signals must name at least one signal");
  }

  private static void assertRefused(
      double before, double after, double rate, int minBeats, String message) {
    assertThatThrownBy(() -> spec(before, after, rate, minBeats))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }
}
