package org.purkinje.ingest.summary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AmplitudeBinsTest {

  @Test
  void hasTheEndsOfTheSeriesR5() {
    assertThat(IntStream.rangeClosed(-6, 6).mapToDouble(AmplitudeBins::from).toArray())
        .containsExactly(0.063, 0.1, 0.16, 0.25, 0.4, 0.63, 1, 1.6, 2.5, 4, 6.3, 10, 16);
  }

  @Test
  void holdsItsLowerEndAndNotItsUpperOne() {
    for (int bin = -60; bin <= 60; bin++) {
      double from = AmplitudeBins.from(bin);
      assertThat(AmplitudeBins.bin(from)).isEqualTo(bin);
      assertThat(AmplitudeBins.bin(Math.nextDown(from))).isEqualTo(bin - 1);
    }
  }

  @Test
  void findsTheBinOfAnyPositiveNumber() {
    Random random = new Random(3);
    for (int i = 0; i < 100_000; i++) {
      double value = Math.pow(10, 600 * random.nextDouble() - 300);
      int bin = AmplitudeBins.bin(value);
      assertThat(AmplitudeBins.from(bin)).isLessThanOrEqualTo(value);
      assertThat(AmplitudeBins.from(bin + 1)).isGreaterThan(value);
    }
    assertThat(AmplitudeBins.from(AmplitudeBins.bin(Double.MAX_VALUE))).isEqualTo(1.6e308);
    assertThat(AmplitudeBins.from(AmplitudeBins.bin(1e-320))).isCloseTo(1e-320, within(1e-322));
  }
}
