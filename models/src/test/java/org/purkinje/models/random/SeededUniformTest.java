package org.purkinje.models.random;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Values of the PyTorch reference program's generator: common.uniform(7, "test", 8). */
class SeededUniformTest {
  private static final double[] REFERENCE = {
    -0.00446164608001709,
    -0.03016805648803711,
    0.04395747184753418,
    -0.8449592590332031,
    -0.49521374702453613,
    -0.28153717517852783,
    -0.0769343376159668,
    -0.9965426921844482
  };

  @Test
  void drawsTheReferenceNumbers() {
    SeededUniform uniform = new SeededUniform(7, "test");
    for (int i = 0; i < REFERENCE.length; i++) {
      assertThat(uniform.at(i)).isEqualTo(REFERENCE[i]);
    }
  }

  @Test
  void hashesNamesLikeTheReference() {
    assertThat(Long.toUnsignedString(SeededUniform.fnv1a64("test")))
        .isEqualTo("18007334074686647077");
  }

  @Test
  void givesWindowsOfOneRunDifferentSeeds() {
    long distinct =
        LongStream.range(0, 10_000)
            .map(position -> DrawStream.windowSeed(17, position))
            .distinct()
            .count();
    assertThat(distinct).isEqualTo(10_000);
  }

  @Test
  void drawsNormalNumbersOfMeanZeroAndVarianceOne() {
    DrawStream draws = new DrawStream(17, "moments");
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < 100_000; i++) {
      double z = draws.nextGaussian();
      sum += z;
      squares += z * z;
    }
    assertThat(sum / 100_000).isBetween(-0.02, 0.02);
    assertThat(squares / 100_000).isBetween(0.98, 1.02);
  }
}
