package org.purkinje.jobsupport.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

class WindowSignalsTest {

  @Test
  void readsBackWithinHalfACount() {
    Random random = new Random(11);
    double[] z = random.doubles(2_000, -6, 6).toArray();
    float[] read = WindowSignals.decode(WindowSignals.encode(z));
    for (int i = 0; i < z.length; i++) {
      assertThat((double) read[i])
          .isCloseTo(z[i], within(0.5 / WindowSignals.COUNTS_PER_SD + 1e-6));
    }
  }

  @Test
  void clipsAtSixStandardDeviations() {
    assertThat(WindowSignals.decode(WindowSignals.encode(new double[] {-40, 40, 6.0001})))
        .containsExactly(-6, 6, 6);
  }

  @Test
  void storesLittleEndianCounts() {
    assertThat(WindowSignals.encode(new double[] {0.0002, -0.0002, 1}))
        .containsExactly(1, 0, 0xFF, 0xFF, 0x88, 0x13);
  }

  @Test
  void readsTheSignalsThatMayBeLearntFrom() {
    Row window =
        new RowBuilder(new StructType().add("signals", WindowSignals.TYPE))
            .set(
                "signals",
                List.of(
                    signal("V1").set("samples", WindowSignals.encode(new double[] {1})).build(),
                    signal("V2").set("refusal", "gap").build()))
            .build();
    assertThat(WindowSignals.accepted(window)).containsOnlyKeys("V1");
    assertThat(WindowSignals.accepted(window).get("V1")).containsExactly(1);
  }

  private static RowBuilder signal(String name) {
    return new RowBuilder(WindowSignals.SIGNAL)
        .set("name", name)
        .set("kind", "ecg")
        .set("unit", "mV")
        .set("fs_hz", 256.0);
  }
}
