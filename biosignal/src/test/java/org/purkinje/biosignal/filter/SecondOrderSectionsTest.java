package org.purkinje.biosignal.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SecondOrderSectionsTest {

  private static final SecondOrderSections LOWPASS = Butterworth.lowpass(4, 20, 125);

  @Test
  void keepsAConstantAndItsInput() {
    double[] x = new double[100];
    Arrays.fill(x, 3.25);
    assertThat(LOWPASS.filtfilt(x)).containsExactly(x.clone(), within(1e-12));
    assertThat(x).containsOnly(3.25);
  }

  @Test
  void delaysNoFrequency() {
    double[] x = new double[1000];
    for (int i = 0; i < x.length; i++) {
      x[i] = Math.sin(2 * Math.PI * 2 * i / 125);
    }
    double[] y = LOWPASS.filtfilt(x);
    for (int i = 100; i < 900; i++) {
      assertThat(y[i]).isCloseTo(x[i], within(1e-3));
    }
  }

  /**
   * Oracle: SciPy 1.17.1, {@code sosfiltfilt(butter(3, (0.5, 8), "bandpass", fs=125, output="sos"),
   * x, padtype="even", padlen=30)[[0, 1, 20, 39]]}.
   */
  @Test
  void mirrorsTheEndsAsSciPyDoesWithEvenPadding() {
    double[] x = new double[40];
    for (int i = 0; i < x.length; i++) {
      x[i] = 7 * i * i % 11 + 20;
    }
    double[] y = Butterworth.bandpass(3, 0.5, 8, 125).filtfiltMirrored(x, 30);
    assertThat(new double[] {y[0], y[1], y[20], y[39]})
        .containsExactly(
            new double[] {
              -0.4971495022595409, -0.461039006762061, -0.13879973454019584, 0.7019080053743837
            },
            within(1e-9));
  }

  @Test
  void refusesASignalThatIsNoLongerThanItsPadding() {
    assertThatThrownBy(() -> LOWPASS.filtfilt(new double[15]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("zero-phase filtering needs more than 15 samples, got 15");
    assertThat(LOWPASS.filtfilt(new double[16])).hasSize(16);
  }

  @Test
  void refusesSectionsThatAreNotNormalised() {
    assertThatThrownBy(() -> new SecondOrderSections(new double[][] {{1, 0, 0, 2, 0, 0}}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a section must be b0, b1, b2, 1, a1, a2, got [1.0, 0.0, 0.0, 2.0, 0.0, 0.0]");
    assertThatThrownBy(() -> new SecondOrderSections(new double[0][]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a filter needs at least 1 section, got 0");
  }
}
