package org.purkinje.biosignal.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class EvenClockTest {

  /** Closed form: linear interpolation of a line is the line. */
  @Test
  void keepsALineWhateverTheClock() {
    Random random = new Random(3);
    double[] seconds = new double[200];
    for (int i = 1; i < seconds.length; i++) {
      seconds[i] = seconds[i - 1] + 0.02 + 0.03 * random.nextDouble();
    }
    double[] samples = IntStream.range(0, 200).mapToDouble(i -> 5 - 3 * seconds[i]).toArray();
    double[] even = EvenClock.resample(samples, seconds, 30);
    assertThat(even).hasSize((int) (seconds[199] * 30) + 1);
    for (int i = 0; i < even.length; i++) {
      assertThat(even[i]).isCloseTo(5 - 3 * i / 30.0, Offset.offset(1e-9));
    }
  }

  @Test
  void keepsSamplesThatAreEvenAlready() {
    double[] samples = {1, 5, Double.NaN, 2, 8};
    assertThat(EvenClock.resample(samples, new double[] {7, 7.1, 7.2, 7.3, 7.4}, 10))
        .containsExactly(new double[] {1, 5, Double.NaN, 2, 8}, Offset.offset(1e-6));
  }

  @Test
  void putsNothingIntoAGap() {
    double[] even = EvenClock.resample(new double[] {1, 2, 3, 4}, new double[] {0, 1, 6, 7}, 1);
    double gap = Double.NaN;
    assertThat(even).containsExactly(1, 2, gap, gap, gap, gap, 3, 4);
  }

  @Test
  void refusesTimesThatDecrease() {
    assertThatThrownBy(() -> EvenClock.resample(new double[4], new double[] {0, 2, 1, 4}, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("times must not decrease, got 1.0 s after 2.0 s at sample 2");
    assertThatThrownBy(() -> EvenClock.resample(new double[2], new double[1], 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(EvenClock.resample(new double[0], new double[0], 1)).isEmpty();
  }
}
