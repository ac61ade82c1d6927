package org.purkinje.ingest.overlap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.purkinje.jobsupport.table.RowBuilder;
import org.purkinje.jobsupport.table.SignalsTable;

/** A header may state any rate; a run must not end for it. */
class AnchorRowsTest {

  private static final int[] NOISE = new Random(3).ints(20_000, -2_000, 2_000).toArray();

  @Test
  void findsNoAnchorsAtRatesThatNoDeviceHasAndThoseOfOtherChannelsAllTheSame() {
    List<Row> chunks = new ArrayList<>();
    for (double fs : new double[] {0, Double.NaN, 1e-6, 1e9, Double.POSITIVE_INFINITY}) {
      chunks.add(chunk("at " + fs, fs));
    }
    chunks.add(chunk("sound", 125));
    List<String> records = new ArrayList<>();
    new AnchorRows(chunks.iterator()).forEachRemaining(anchor -> records.add(anchor.getAs(1)));
    assertThat(records).hasSizeGreaterThan(100).containsOnly("sound");
  }

  private static Row chunk(String record, double fs) {
    return new RowBuilder(SignalsTable.TABLE)
        .set("corpus", "x")
        .set("record", record)
        .set("subject", record)
        .set("channel", 0)
        .set("name", "II")
        .set("kind", "ecg")
        .set("unit", "mV")
        .set("fs_hz", fs)
        .set("gain", 200.0)
        .set("baseline", 0.0)
        .set("sample_type", "integer")
        .set("missing_code", -32_768)
        .set("start_sample", 0L)
        .set("n_samples", NOISE.length)
        .set("bits", 16)
        .set("samples", SignalsTable.encode(NOISE, 16))
        .set("digital_sha256", record)
        .build();
  }
}
