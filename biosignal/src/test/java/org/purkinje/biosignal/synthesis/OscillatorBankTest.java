package org.purkinje.biosignal.synthesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class OscillatorBankTest {

  @Test
  void hasZeroMeanAndUnitVariance() {
    OscillatorBank bank = OscillatorBank.band(0.25, 0.01, new SplittableRandom(3));
    int n = 200_000;
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < n; i++) {
      double value = bank.at(0.5 * i);
      sum += value;
      squares += value * value;
    }
    assertThat(sum / n).isCloseTo(0, within(0.01));
    assertThat(squares / n).isCloseTo(1, within(0.05));
  }

  @Test
  void fillsSamplesWithinTheStatedBoundOfTheExactValue() {
    SplittableRandom random = new SplittableRandom(4);
    OscillatorBank[] banks = {
      OscillatorBank.band(0.25, 0.01, random),
      OscillatorBank.band(6, 0.5, random),
      OscillatorBank.drift(4, 40, random)
    };
    for (OscillatorBank bank : banks) {
      for (double fs : new double[] {50, 125, 360}) {
        double[] samples = new double[2_000];
        bank.addTo(samples, 300, 1_700, fs, 2);
        for (int i = 0; i < samples.length; i++) {
          double exact = i >= 300 && i < 1_700 ? 2 * bank.at(i / fs) : 0;
          assertThat(samples[i]).isCloseTo(exact, within(2e-3));
        }
      }
    }
  }
}
