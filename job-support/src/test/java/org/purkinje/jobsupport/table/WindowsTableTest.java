package org.purkinje.jobsupport.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import java.util.Random;
import org.junit.jupiter.api.Test;

class WindowsTableTest {

  @Test
  void readsBackWithinHalfACount() {
    Random random = new Random(11);
    double[] z = random.doubles(2_000, -6, 6).toArray();
    float[] read = decoded(z, 0);
    for (int i = 0; i < z.length; i++) {
      assertThat((double) read[i]).isCloseTo(z[i], within(0.5 / WindowsTable.COUNTS_PER_SD + 1e-6));
    }
  }

  @Test
  void clipsAtSixStandardDeviations() {
    assertThat(decoded(new double[] {-40, 40, 6.0001}, 0)).containsExactly(-6, 6, 6);
  }

  @Test
  void storesLittleEndianCounts() {
    assertThat(WindowsTable.encode(new double[] {0.0002, -0.0002, 1}))
        .containsExactly(1, 0, 0xFF, 0xFF, 0x88, 0x13);
  }

  @Test
  void decodesIntoThePlaceAskedFor() {
    assertThat(decoded(new double[] {1, 2}, 3)).containsExactly(0, 0, 0, 1, 2);
  }

  private static float[] decoded(double[] z, int offset) {
    float[] into = new float[offset + z.length];
    WindowsTable.decode(ByteBuffer.wrap(WindowsTable.encode(z)), into, offset);
    return into;
  }
}
