package org.purkinje.jobsupport.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

class SignalsTableTest {

  @Test
  void takes16BitsWhereTheyHoldEverySample() {
    assertThat(SignalsTable.bits(new int[] {-32_768, 32_767})).isEqualTo(16);
    assertThat(SignalsTable.bits(new int[] {0, 32_768})).isEqualTo(32);
    assertThat(SignalsTable.bits(new int[] {-32_769})).isEqualTo(32);
    assertThat(SignalsTable.bits(new int[0])).isEqualTo(16);
  }

  @Test
  void storesLittleEndian() {
    assertThat(SignalsTable.encode(new int[] {258, -1}, 16)).containsExactly(2, 1, 0xFF, 0xFF);
    assertThat(SignalsTable.encode(new int[] {16_909_060}, 32)).containsExactly(4, 3, 2, 1);
  }

  @Test
  void readsBackWhatItStores() {
    int[] narrow = {-32_768, -1, 0, 1, 32_767};
    int[] wide = {Integer.MIN_VALUE, -1, 0, 1, Integer.MAX_VALUE};
    assertThat(SignalsTable.digital(row(narrow, 16))).isEqualTo(narrow);
    assertThat(SignalsTable.digital(row(wide, 32))).isEqualTo(wide);
  }

  /** Gain 200 adu/mV and baseline 1024 adu, as in mitdb; -32768 is missing in format 16. */
  @Test
  void scalesToPhysicalUnitsAndMarksMissingSamples() {
    assertThat(SignalsTable.physical(row(new int[] {1024, 1224, 995, -32_768}, 16)))
        .containsExactly(0, 1, -0.145, Double.NaN);
  }

  private static Row row(int[] digital, int bits) {
    StructType columns = new StructType();
    for (String name :
        List.of(
            "gain",
            "baseline",
            "unit",
            "sample_type",
            "missing_code",
            "n_samples",
            "bits",
            "samples")) {
      columns = columns.add(SignalsTable.TABLE.schema().apply(name));
    }
    return new RowBuilder(columns)
        .set("gain", 200.0)
        .set("baseline", 1024.0)
        .set("unit", "mV")
        .set("sample_type", "integer")
        .set("missing_code", -32_768)
        .set("n_samples", digital.length)
        .set("bits", bits)
        .set("samples", SignalsTable.encode(digital, bits))
        .build();
  }
}
